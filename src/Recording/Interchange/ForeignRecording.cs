using System.Security.Cryptography;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Whose session a recording of another format is of; what it does not say is "".</summary>
/// <param name="SessionId">The session's id: the recording's own, or one that follows from its name or its bytes.</param>
/// <param name="User">The person.</param>
/// <param name="Login">The account on the host.</param>
/// <param name="Target">The host, the desktop or the cluster of Kubernetes.</param>
/// <param name="Cluster">The cluster of Teleport.</param>
public sealed record RecordingOrigin(Guid SessionId, string User, string Login, string Target, string Cluster);

/// <summary>Reads recordings of other formats.</summary>
public static class ForeignRecording
{
    /// <summary>Finds out whose session it is, and goes back to the stream's start.</summary>
    public static async Task<RecordingOrigin> ReadOriginAsync(RecordingFileKind kind, Stream source, string name, CancellationToken cancellationToken)
    {
        var origin = kind == RecordingFileKind.Teleport ? await TeleportOrigin.ReadAsync(source, cancellationToken).ConfigureAwait(false) : null;
        source.Position = 0;
        origin ??= new RecordingOrigin(default, "", "", "", "");
        if (origin.SessionId == default)
        {
            origin = origin with
            {
                SessionId = Guid.TryParseExact(Path.GetFileNameWithoutExtension(name), "D", out var named) && named != default
                    ? named
                    : await IdOfBytesAsync(source, cancellationToken).ConfigureAwait(false),
            };
            source.Position = 0;
        }

        return origin;
    }

    /// <summary>Makes a recording of it. <see cref="RecordingFormatException"/> says what can't be converted, and why.</summary>
    public static Task<ImportResult> ImportAsync(RecordingFileKind kind, Stream source, ImportTarget target, CancellationToken cancellationToken) => kind switch
    {
        RecordingFileKind.Teleport => TeleportImport.RunAsync(source, target, cancellationToken),
        RecordingFileKind.Asciicast => AsciicastImport.RunAsync(source, target, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), "this format is no other one"),
    };

    /// <summary>The same file always has the same id (a UUID of version 8), so that it is found when it comes a second time.</summary>
    private static async Task<Guid> IdOfBytesAsync(Stream source, CancellationToken cancellationToken)
    {
        var id = (await SHA256.HashDataAsync(source, cancellationToken).ConfigureAwait(false))[..16];
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
