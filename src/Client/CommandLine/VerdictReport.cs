using System.CommandLine;
using System.Text.Json.Nodes;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;

namespace Hindsight.Client.CommandLine;

/// <summary>What a verification of a recording found, as both command lines get and print it.</summary>
public static class VerdictReport
{
    /// <summary>Verifies a file. Without public keys (in PEM, in <paramref name="keyFile"/>) only accidents can be found.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There are no keys in the file.</exception>
    public static async Task<RecordingVerdict> OfFileAsync(string path, string? keyFile, CancellationToken cancellation)
    {
        var keys = keyFile is null ? null : SealKeyRing.FromPem(await File.ReadAllTextAsync(keyFile, cancellation));
        using var source = new FileRecordingSource(path);
        var found = await RecordingVerifier.VerifyAsync(source, keys, null, cancellation);
        var keyId = found.IsSigned ? Convert.ToHexStringLower(found.Seal!.KeyId.Span) : null;
        return new RecordingVerdict(path, NameOf(found.Verdict), found.From, found.To, found.Reason, keyId);
    }

    /// <summary>The verdict about a recording of another format, which has no seal but can be read to its end.</summary>
    public const string Readable = "readable";

    /// <summary>Whether every byte is as it was sealed, as far as there is a seal.</summary>
    public static bool IsGood(RecordingVerdict found) => found is { Verdict: "whole" or "incomplete" or Readable };

    /// <summary>Prints it in the format that was asked for.</summary>
    public static void Print(ParseResult parse, OutputFormat format, RecordingVerdict found)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(found);
        var value = new JsonObject
        {
            ["recording"] = found.Sid,
            ["verdict"] = found.Verdict,
            ["from_ms"] = found.FromMs,
            ["to_ms"] = found.ToMs,
            ["reason"] = found.Reason,
            ["key_id"] = found.KeyId,
        };
        var stretch = IsGood(found) ? "" : found.FromMs == found.ToMs ? $" at {SessionClock.Text(found.FromMs)}" : $" from {SessionClock.Text(found.FromMs)} to {SessionClock.Text(found.ToMs)}";
        var signature = !IsGood(found) || found.Verdict == Readable ? "" : found.KeyId is not null ? $"Signed with the key {found.KeyId}.\n" : "The signature was not checked: name the cluster's public keys with --key.\n";
        format.Print(parse, value, () => $"{found.Verdict.Replace('_', ' ')}{stretch}: {found.Reason}\n{signature}");
    }

    private static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.ChunkMissing => "chunk_missing",
        Verdict.TailMissing => "tail_missing",
        Verdict.WrongKey => "wrong_key",
        Verdict.NotOurs => "not_ours",
        _ => verdict.ToString().ToLowerInvariant(),
    };
}
