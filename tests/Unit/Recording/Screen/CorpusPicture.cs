using System.Text.Json.Serialization;
using Hindsight.Recording.Screen;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>What a corpus file's sidecar says (tests/Corpus/README.md).</summary>
internal sealed record CorpusExpectation(int Records, List<CorpusPicture> Pictures);

/// <summary>What a reader shows after so many records.</summary>
internal sealed record CorpusPicture(int After, int Width, int Height, string Crc32C, CorpusPointer Pointer)
{
    public static CorpusPicture Of(int after, ScreenDecoder decoder)
    {
        var shape = decoder.PointerShape;
        var pointer = new CorpusPointer(
            (int)shape.Kind, decoder.PointerX, decoder.PointerY, shape.Width, shape.Height, shape.HotX, shape.HotY, RecordStream.Crc32C(shape.Pixels.Span));
        return new CorpusPicture(after, decoder.Width, decoder.Height, RecordStream.Crc32C(decoder.Picture), pointer);
    }
}

/// <summary>The pointer: kind as in POINTER_SHAPE.</summary>
internal sealed record CorpusPointer(int Kind, int X, int Y, int Width, int Height, int HotX, int HotY, string Crc32C);

[JsonSerializable(typeof(CorpusExpectation))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CorpusJson : JsonSerializerContext;
