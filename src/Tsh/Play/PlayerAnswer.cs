using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hindsight.Tsh.Play;

/// <summary>An answer to the player's page.</summary>
internal sealed record PlayerAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Which bytes of how many these are.</summary>
    internal string? ContentRange { get; init; }

    /// <summary>Done, and nothing to say.</summary>
    internal static PlayerAnswer Nothing { get; } = new(204, "text/plain", default);

    /// <summary>The API's shape of an error.</summary>
    internal static PlayerAnswer NotFound { get; } =
        Json(new JsonObject { ["error"] = new JsonObject { ["code"] = "not_found", ["message"] = "There is only the one recording here." } }, 404);

    /// <summary>A sentence.</summary>
    internal static PlayerAnswer Text(int status, string sentence) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(sentence + "\n"));

    /// <summary>A value.</summary>
    internal static PlayerAnswer Json(JsonNode value, int status = 200) => new(status, "application/json", Encoding.UTF8.GetBytes(value.ToJsonString()));

    /// <summary>A part of something.</summary>
    internal static PlayerAnswer Part(ReadOnlyMemory<byte> bytes, long from, long total) => new(206, "application/octet-stream", bytes)
    {
        ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{from + bytes.Length - 1}/{total}"),
    };
}
