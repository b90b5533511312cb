using System.Buffers.Text;
using System.Text.Json;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>What the browser says of a ceremony (WebAuthn, 5.8.1): its kind, its challenge and the page that asked.</summary>
internal sealed record ClientData(string Type, byte[] Challenge, string Origin, bool CrossOrigin)
{
    /// <summary>The kind when a passkey is made.</summary>
    internal const string Create = "webauthn.create";

    /// <summary>The kind when a passkey signs.</summary>
    internal const string Get = "webauthn.get";

    private const int Longest = 8192;
    private const int DeepestNesting = 8;

    /// <summary>Reads it; null when something of it is missing.</summary>
    internal static ClientData? Read(byte[] json)
    {
        if (json.Length > Longest)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            var challenge = Text(root, "challenge");
            return Text(root, "type") is { } type && Text(root, "origin") is { } origin && challenge is not null && Base64Url.IsValid(challenge)
                ? new ClientData(type, Base64Url.DecodeFromChars(challenge), origin, root.TryGetProperty("crossOrigin", out var cross) && cross.ValueKind != JsonValueKind.False)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a surrogate is JSON, and no text.
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
