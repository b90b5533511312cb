using System.Text.Json;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>The first line of an asciicast, as far as it matters here.</summary>
internal readonly record struct AsciicastHeader(int Columns, int Rows, long StartUnixMicroseconds, string Title)
{
    /// <summary>The latest start, in seconds: the year 9999.</summary>
    private const double MaxTimestamp = 253_402_300_799;

    public static AsciicastHeader Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var version))
                throw new RecordingFormatException("this is no asciicast: its first line has no version");
            if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 2)
                throw new RecordingFormatException("only asciicasts of version 2 can be read; `asciinema convert` makes one of another version");
            return new AsciicastHeader((int)Number(root, "width", 80), (int)Number(root, "height", 24),
                (long)(Math.Clamp(Number(root, "timestamp", 0), 0, MaxTimestamp) * 1_000_000),
                root.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String ? title.GetString()! : "");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new RecordingFormatException("this is no asciicast: its first line is no JSON object", problem);
        }
    }

    private static double Number(JsonElement root, string name, double otherwise) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : otherwise;
}
