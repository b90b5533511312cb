using System.CommandLine;
using System.Security.Cryptography;
using Hindsight.Client;
using Hindsight.Client.CommandLine;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Interchange;
using Hindsight.Tsh.Files;

namespace Hindsight.Tsh;

/// <summary><c>tsh recordings verify</c>.</summary>
internal static class RecordingsVerifyCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var place = new RecordingPlace(login);
        var keys = new Option<string?>("--key") { Description = "For a file: the cluster's public keys, as tctl auth export --type=recording prints them. Without them only accidents can be found, not forgery.", HelpName = "FILE" };
        var format = new OutputFormat();
        var command = new Command("verify", "Tells whether a recording is what was recorded, and if not, from when to when it was changed or what is missing.") { place.Name, keys };
        format.AddTo(command);
        command.SetAction((parse, cancellation) => Login.RunAsync(parse, async () =>
        {
            var found = await VerifyAsync(login, place, parse, parse.GetValue(keys), cancellation);
            VerdictReport.Print(parse, format, found);
            return VerdictReport.IsGood(found) ? ExitCode.Success : ExitCode.BadRecording;
        }));
        return command;
    }

    private static async Task<RecordingVerdict> VerifyAsync(Login login, RecordingPlace place, ParseResult parse, string? keyFile, CancellationToken cancellation)
    {
        var name = parse.GetRequiredValue(place.Name);
        if (place.IsFile(parse))
        {
            using var imported = await ImportedFile.OpenAsync(name, cancellation);
            if (imported is not null)
                return VerdictOf(name, imported.Result);
            try
            {
                return await VerdictReport.OfFileAsync(name, keyFile, cancellation);
            }
            catch (CryptographicException e)
            {
                throw new Failure(ExitCode.Usage, $"there are no public keys in {keyFile} ({e.Message}): make the file with tctl auth export --type=recording");
            }
        }

        RecordingPlace.RequireId(name);
        var profile = login.Find(parse);
        using var client = profile.Connect();
        return await client.VerifyRecordingAsync(profile.Cluster, name, cancellation);
    }

    /// <summary>Other formats have no chain and no seal: all that can be said is whether they are read to their end.</summary>
    private static RecordingVerdict VerdictOf(string name, ImportResult result)
    {
        var duration = result.Closed.Seal.Duration;
        return result.Closed.Seal.State == SealState.Complete
            ? new RecordingVerdict(name, VerdictReport.Readable, 0, duration, "every event can be read; this format has no seal, so nobody can tell whether it was changed", null)
            : new RecordingVerdict(name, "tail_missing", duration, duration, string.Join(" ", result.Notes), null);
    }
}
