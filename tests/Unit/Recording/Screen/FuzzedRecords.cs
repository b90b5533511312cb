using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>What a reader makes of a file of tests/Corpus/fuzz: records that it takes, whether it refuses the next, what it shows until then.</summary>
internal sealed record FuzzedRecords(string File, bool Refused, CorpusPicture Shown)
{
    /// <summary>BUTTON is no matter of the screen alone: readers differ in who reads its body.</summary>
    private static bool Concerns(RecordKind kind) => kind != RecordKind.Button;

    public static FuzzedRecords Of(string file, ReadOnlySpan<byte> bytes, out string reason)
    {
        reason = Play(bytes, int.MaxValue, out var applied, out var decoder);
        if (reason.Length > 0)
            Play(bytes, applied, out _, out decoder); // What a refused record leaves behind is of no meaning.
        return new FuzzedRecords(file, reason.Length > 0, CorpusPicture.Of(applied, decoder));
    }

    public static string Write(IEnumerable<FuzzedRecords> all) => new StringBuilder("[\n")
        .AppendJoin(",\n", all.Select(o => JsonSerializer.Serialize(o, FuzzedJson.Default.FuzzedRecords))).Append("\n]\n").ToString();

    public static List<FuzzedRecords> Read(string path) =>
        JsonSerializer.Deserialize(System.IO.File.ReadAllText(path), FuzzedJson.Default.ListFuzzedRecords)!;

    /// <summary>Applies at most so many records. Returns why the next was refused, or nothing.</summary>
    private static string Play(ReadOnlySpan<byte> bytes, int most, out int applied, out ScreenDecoder decoder)
    {
        decoder = new ScreenDecoder();
        applied = 0;
        var reader = new RecordReader(bytes, 0);
        try
        {
            for (; applied < most && reader.TryRead(out var record); applied++)
            {
                if (Concerns(record.Kind))
                    decoder.Apply(record.Kind, record.Body);
            }
        }
        catch (RecordingFormatException e)
        {
            return e.Message;
        }

        return applied < most && reader.Problem is { } problem ? problem : "";
    }
}

[JsonSerializable(typeof(List<FuzzedRecords>))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class FuzzedJson : JsonSerializerContext;
