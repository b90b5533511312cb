namespace Hindsight.Server.Configuration;

/// <summary>Certificate fingerprints: SHA-256 as 64 lower-case hexadecimal digits.</summary>
internal static class Fingerprint
{
    /// <summary>Removes colons and capitals.</summary>
    internal static string Normalize(string text) =>
        text.Replace(":", "", StringComparison.Ordinal).Trim().ToLowerInvariant();

    /// <summary>Whether a normalized text is a fingerprint.</summary>
    internal static bool IsValid(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
