using System.CommandLine;
using Hindsight.Client;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Tsh.Files;

namespace Hindsight.Tsh;

/// <summary>The recording a command is about: a file of this host, which needs no server, or a session's on the server.</summary>
internal sealed class RecordingPlace(Login login)
{
    /// <summary>Which one.</summary>
    internal Argument<string> Name { get; } = new("SESSION_ID|FILE") { Description = "The session's id, as tsh recordings ls prints it, or a recording on this host: .hsr, Teleport's .tar, or .cast (asciicast)." };

    /// <summary>Whether it is a file.</summary>
    internal bool IsFile(ParseResult parse) => File.Exists(parse.GetRequiredValue(Name));

    /// <summary>Opens it to play; what the server gives is decrypted.</summary>
    internal async Task<OpenedPlace> OpenAsync(ParseResult parse, CancellationToken cancellation)
    {
        var name = parse.GetRequiredValue(Name);
        if (Directory.Exists(name))
            throw new Failure(ExitCode.Usage, $"{name} is a directory: name a recording in it");
        if (IsFile(parse))
            return await OpenFileAsync(parse, name, cancellation);

        RequireId(name);
        var profile = login.Find(parse);
        var client = profile.Connect();
        var place = await OpenAsync(await client.OpenRecordingAsync(profile.Cluster, name, stored: false, cancellation), client, name, name, cancellation);
        var info = await client.GetRecordingAsync(profile.Cluster, name, cancellation);
        return place with { Origin = new RecordingOrigin(default, info.User, info.Login, info.Target, profile.Cluster) };
    }

    /// <summary>The server's page that plays a session's recording.</summary>
    internal Uri PageOf(ParseResult parse)
    {
        var profile = login.Find(parse);
        return new Uri(profile.Address, $"/web/cluster/{Uri.EscapeDataString(profile.Cluster)}/session/{parse.GetRequiredValue(Name)}");
    }

    /// <summary>A name that is neither a file nor an id is most likely a misspelt file.</summary>
    internal static void RequireId(string name)
    {
        if (!Guid.TryParseExact(name, "D", out _))
            throw new Failure(ExitCode.Usage, $"there is no file {name}, and it is no session id: tsh recordings ls shows the ids");
    }

    private static async Task<OpenedPlace> OpenFileAsync(ParseResult parse, string path, CancellationToken cancellation)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (await ImportedFile.OpenAsync(path, cancellation) is not { } imported)
        {
            var file = new FileRecordingSource(path);
            return await OpenAsync(file, file, path, name, cancellation);
        }

        foreach (var note in imported.Result.Notes)
            await parse.InvocationConfiguration.Error.WriteLineAsync($"tsh: {path}: {note}");
        return await OpenAsync(imported.Source, imported, path, name, cancellation) with { Origin = imported.Origin, Imported = imported.Result };
    }

    private static async Task<OpenedPlace> OpenAsync(IRecordingSource source, IDisposable owner, string shown, string name, CancellationToken cancellation)
    {
        try
        {
            var recording = await OpenedRecording.OpenAsync(source, cancellation);
            if (recording.Header?.IsEncrypted == true)
                throw new Failure(ExitCode.BadRecording, $"{shown} is encrypted: name the session's id instead, and the server decrypts it for you");
            return new OpenedPlace(source, recording, owner, name);
        }
        catch (Exception e)
        {
            owner.Dispose();
            if (e is RecordingFormatException)
                throw new Failure(ExitCode.BadRecording, $"{shown} can't be played: {e.Message}");
            throw;
        }
    }
}

/// <summary>A recording that is open, and the name for what is made of it.</summary>
internal sealed record OpenedPlace(IRecordingSource Source, OpenedRecording Recording, IDisposable Owner, string Name) : IDisposable
{
    /// <summary>Whose session it is, as far as that is known.</summary>
    internal RecordingOrigin Origin { get; init; } = new(default, "", "", "", "");

    /// <summary>What was read, if the file was of another format.</summary>
    internal ImportResult? Imported { get; init; }

    /// <summary>Whether it is a terminal's.</summary>
    internal bool IsTerminal => Recording.Header?.Kind == RecordingKind.Terminal;

    /// <summary>Whether some of the session is missing.</summary>
    internal bool IsDamaged => Recording.Damage.Count > 0 || Imported is { Closed.Seal.State: SealState.Incomplete };

    /// <inheritdoc/>
    public void Dispose() => Owner.Dispose();
}
