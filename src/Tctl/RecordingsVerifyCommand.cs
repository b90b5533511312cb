using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;

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
            var keys = keyFile is null ? null : SealKeyRing.FromPem(await File.ReadAllTextAsync(keyFile, cancellation));
            using var source = new FileRecordingSource(path);
            var found = await RecordingVerifier.VerifyAsync(source, keys, null, cancellation);
            var keyId = found.IsSigned ? Convert.ToHexStringLower(found.Seal!.KeyId.Span) : null;
            return Print(new RecordingVerdict(path, NameOf(found.Verdict), found.From, found.To, found.Reason, keyId), parse, format);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: the recording can't be verified: {e.Message}");
            return ExitCode.Usage;
        }
    }

    private static int Print(RecordingVerdict found, ParseResult parse, OutputFormat format)
    {
        var value = new JsonObject
        {
            ["recording"] = found.Sid,
            ["verdict"] = found.Verdict,
            ["from_ms"] = found.FromMs,
            ["to_ms"] = found.ToMs,
            ["reason"] = found.Reason,
            ["key_id"] = found.KeyId,
        };
        var isGood = found.Verdict is "whole" or "incomplete";
        var stretch = isGood ? "" : found.FromMs == found.ToMs ? $" at {Clock(found.FromMs)}" : $" from {Clock(found.FromMs)} to {Clock(found.ToMs)}";
        var signature = !isGood ? "" : found.KeyId is not null ? $"Signed with the key {found.KeyId}.\n" : "The signature was not checked: name the cluster's public keys with --key.\n";
        format.Print(parse, value, () => $"{found.Verdict.Replace('_', ' ')}{stretch}: {found.Reason}\n{signature}");
        return isGood ? ExitCode.Success : ExitCode.Refused;
    }

    private static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.ChunkMissing => "chunk_missing",
        Verdict.TailMissing => "tail_missing",
        Verdict.WrongKey => "wrong_key",
        Verdict.NotOurs => "not_ours",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    private static string Clock(long ms) =>
        string.Create(CultureInfo.InvariantCulture, $"{ms / 3_600_000}:{ms / 60_000 % 60:00}:{ms / 1000 % 60:00}.{ms % 1000:000}");
}
