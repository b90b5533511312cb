using System.Buffers.Text;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>Bytes in JSON.</summary>
internal static class PasskeyBytes
{
    /// <summary>The longest credential id, of 1023 bytes, as text.</summary>
    internal const int LongestId = 1364;

    /// <summary>The bytes of a text in base64url, or null when it is none. The bound of a request's body bounds it too.</summary>
    internal static byte[]? Of(string? text) => text is { Length: > 0 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
