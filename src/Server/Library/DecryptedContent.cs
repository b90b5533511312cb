using Hindsight.Recording.Encryption;
using Hindsight.Recording.Playback;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>An encrypted recording as players read it; owns what it decrypts. One read at a time, and cheapest forwards.</summary>
internal sealed class DecryptedContent : IRecordingContent
{
    private readonly IRecordingContent _stored;
    private readonly DecryptedSource _source;

    private DecryptedContent(IRecordingContent stored, DecryptedSource source) => (_stored, _source) = (stored, source);

    /// <inheritdoc/>
    public long Length => _stored.Length;

    /// <summary>The content in decrypted form; as it is when it is not encrypted, or for somebody else alone.</summary>
    public static async Task<IRecordingContent> OpenAsync(IRecordingContent stored, IReadOnlyList<IKeyIdentity> identities, CancellationToken cancellation)
    {
        if (identities.Count == 0)
            return stored;
        try
        {
            var source = await RecordingUnlock.OpenAsync(new ContentSource(stored), identities, cancellation);
            return source is DecryptedSource decrypted ? new DecryptedContent(stored, decrypted) : stored;
        }
        catch
        {
            await stored.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation) => _source.ReadAsync(offset, buffer, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _source.Dispose();
        return _stored.DisposeAsync();
    }
}
