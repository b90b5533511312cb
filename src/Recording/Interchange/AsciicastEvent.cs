using System.Text.Json;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>A line of an asciicast behind its header: <c>[1.5, "o", "text"]</c>.</summary>
/// <param name="Time">Milliseconds since the start.</param>
/// <param name="Code">What it is: o, i, r, m, or something newer.</param>
/// <param name="Data">Its text.</param>
internal readonly record struct AsciicastEvent(long Time, string Code, string Data)
{
    /// <summary>Reads an event; null if the line is none.</summary>
    public static AsciicastEvent? Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray
                || !reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var seconds)
                || !reader.Read() || reader.TokenType != JsonTokenType.String)
                return null;
            var code = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                return null;
            var data = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray || reader.Read())
                return null;
            return seconds is >= 0 and < RecordLimits.MaxTime / 1000 ? new AsciicastEvent((long)Math.Round(seconds * 1000), code, data) : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The latter is what half a surrogate pair in \u form gives.
            return null;
        }
    }
}
