using System.CommandLine;
using System.Security.Cryptography;
using Hindsight.Client;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl recordings verify</c>: a file, without any server, or a session's recording on the server.</summary>
internal static class RecordingsVerifyCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var what = new Argument<string>("FILE|SESSION_ID") { Description = "A recording (.hsr) on this host, or the id of a session whose recording the server reads." };
        var keys = new Option<string?>("--key") { Description = "For a file: the cluster's public keys, as tctl auth export --type=recording prints them. Without them only accidents can be found, not forgery.", HelpName = "FILE" };
        var format = new OutputFormat();
        var command = new Command("verify", "Tells whether a recording is what was recorded, and if not, from when to when it was changed or what is missing.") { what, keys };
        format.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var name = parse.GetRequiredValue(what);
            return File.Exists(name)
                ? await VerifyFileAsync(name, parse.GetValue(keys), parse, format, cancellation)
                : await place.RunAsync(parse, async client => Print(await client.VerifyRecordingAsync(name, cancellation), parse, format));
        });
        return command;
    }

    private static async Task<int> VerifyFileAsync(string path, string? keyFile, ParseResult parse, OutputFormat format, CancellationToken cancellation)
    {
        try
        {
            return Print(await VerdictReport.OfFileAsync(path, keyFile, cancellation), parse, format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: the recording can't be verified: {e.Message}");
            return e is CryptographicException ? ExitCode.Usage : ExitCode.Output;
        }
    }

    private static int Print(RecordingVerdict found, ParseResult parse, OutputFormat format)
    {
        VerdictReport.Print(parse, format, found);
        return VerdictReport.IsGood(found) ? ExitCode.Success : ExitCode.BadRecording;
    }
}
