using System.CommandLine;
using Hindsight.Client;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;

namespace Hindsight.Tsh;

/// <summary>The recording a command is about: a file of this host, which needs no server, or a session's on the server.</summary>
internal sealed class RecordingPlace(Login login)
{
    /// <summary>Which one.</summary>
    internal Argument<string> Name { get; } = new("SESSION_ID|FILE") { Description = "The session's id, as tsh recordings ls prints it, or a recording (.hsr) on this host." };

    /// <summary>Whether it is a file.</summary>
    internal bool IsFile(ParseResult parse) => File.Exists(parse.GetRequiredValue(Name));

    /// <summary>Opens it to play; what the server gives is decrypted.</summary>
    internal async Task<OpenedPlace> OpenAsync(ParseResult parse, CancellationToken cancellation)
    {
        var name = parse.GetRequiredValue(Name);
        if (Directory.Exists(name))
            throw new Failure(ExitCode.Usage, $"{name} is a directory: name a recording in it");
        if (IsFile(parse))
        {
            var file = new FileRecordingSource(name);
            return await OpenAsync(file, file, Path.GetFileNameWithoutExtension(name), cancellation);
        }

        RequireId(name);
        var profile = login.Find(parse);
        var client = Login.Connect(profile);
        var remote = await client.OpenRecordingAsync(profile.Cluster, name, stored: false, cancellation);
        return await OpenAsync(remote, client, name, cancellation);
    }

    /// <summary>A name that is neither a file nor an id is most likely a misspelt file.</summary>
    internal static void RequireId(string name)
    {
        if (!Guid.TryParseExact(name, "D", out _))
            throw new Failure(ExitCode.Usage, $"there is no file {name}, and it is no session id: tsh recordings ls shows the ids");
    }

    private static async Task<OpenedPlace> OpenAsync(IRecordingSource source, IDisposable owner, string name, CancellationToken cancellation)
    {
        try
        {
            var recording = await OpenedRecording.OpenAsync(source, cancellation);
            if (recording.Header?.IsEncrypted == true)
                throw new Failure(ExitCode.BadRecording, $"{name} is encrypted: name the session's id instead, and the server decrypts it for you");
            return new OpenedPlace(source, recording, owner, name);
        }
        catch (Exception e)
        {
            owner.Dispose();
            if (e is RecordingFormatException)
                throw new Failure(ExitCode.BadRecording, $"{name} can't be played: {e.Message}");
            throw;
        }
    }
}

/// <summary>A recording that is open, and the name for what is made of it.</summary>
internal sealed record OpenedPlace(IRecordingSource Source, OpenedRecording Recording, IDisposable Owner, string Name) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Owner.Dispose();
}
