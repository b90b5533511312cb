using Hindsight.Recording.Records;
using Hindsight.Unit.Recording.Codec;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>Records of which a reader must reject the last: the corpus' .bad files.</summary>
internal static class BrokenRecords
{
    private static readonly byte[] Black = MessageBuilder.WithDefaultTables().Literal(0).ToBytes();

    private static readonly byte[] Huge = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F];

    /// <summary>Slot 0 has a tile of 64 × 64 pixels.</summary>
    private static byte[] Kept => On(70, 70, RecordKind.TileSave, [1, 0, 0, 0, 1]);

    public static readonly Dictionary<string, byte[]> All = Bodies().Concat(Messages()).ToDictionary(p => p.Name, p => p.Bytes);

    private static IEnumerable<(string Name, byte[] Bytes)> Bodies()
    {
        yield return ("resize-0", Record(RecordKind.Resize, U16(0, 5)));
        yield return ("resize-16385", Record(RecordKind.Resize, U16(16385, 1)));
        yield return ("resize-too-many-pixels", Record(RecordKind.Resize, U16(16384, 2049)));
        yield return ("resize-cut", Record(RecordKind.Resize, [1, 0, 1]));
        yield return ("resize-long", Record(RecordKind.Resize, [1, 0, 1, 0, 0]));
        yield return ("pixels-before-a-size", Record(RecordKind.Pixels, [1, .. U16(0, 0, 1, 1), .. Black]));
        yield return ("copy-before-a-size", Record(RecordKind.Copy, [1, .. U16(0, 0, 0, 0, 1, 1)]));
        yield return ("restart-before-a-size", Record(RecordKind.Restart, []));
        yield return ("restart-long", On(4, 4, RecordKind.Restart, [0]));
        yield return ("required-kind", On(4, 4, (RecordKind)0x84, []));

        yield return ("pixels-0", On(4, 4, RecordKind.Pixels, [0, .. Black]));
        yield return ("pixels-1025", On(4, 4, RecordKind.Pixels, [0x81, 8, .. Repeat(1025, U16(0, 0, 1, 1)), .. Black]));
        yield return ("pixels-cut-list", On(4, 4, RecordKind.Pixels, [2, .. U16(0, 0, 1, 1), .. U16(0, 0, 1)]));
        yield return ("pixels-empty-rectangle", On(4, 4, RecordKind.Pixels, [1, .. U16(0, 0, 0, 1), .. Black]));
        yield return ("pixels-outside", On(4, 4, RecordKind.Pixels, [1, .. U16(4, 0, 1, 1), .. Black]));
        yield return ("pixels-too-wide", On(4, 4, RecordKind.Pixels, [1, .. U16(3, 0, 2, 1), .. Black]));
        yield return ("pixels-too-many", On(1024, 513, RecordKind.Pixels, [1, .. U16(0, 0, 1024, 513), .. Black]));
        yield return ("pixels-long-varint", On(4, 4, RecordKind.Pixels, [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]));

        yield return ("copy-0", On(4, 4, RecordKind.Copy, [0]));
        yield return ("copy-from-outside", On(4, 4, RecordKind.Copy, [1, .. U16(1, 0, 0, 0, 4, 4)]));
        yield return ("copy-to-outside", On(4, 4, RecordKind.Copy, [1, .. U16(0, 0, 0, 1, 4, 4)]));
        yield return ("copy-cut", On(4, 4, RecordKind.Copy, [2, .. U16(0, 0, 1, 1, 3, 3)]));
        yield return ("copy-too-many-pixels", On(4, 4, RecordKind.Copy, [5, .. Repeat(5, U16(0, 0, 0, 0, 4, 4))]));

        yield return ("tiles-before-a-size", Record(RecordKind.TileSave, [1, 0, 0, 0, 1]));
        yield return ("tiles-0", On(70, 70, RecordKind.TileSave, [0]));
        yield return ("tiles-1025-runs", On(70, 70, RecordKind.TileSave, [0x81, 8, .. Repeat(1025, [0, 0, 0, 1])]));
        yield return ("tiles-no-count", On(70, 70, RecordKind.TileSave, [1, 0, 0, 0, 0]));
        yield return ("tiles-slot-1024", On(70, 70, RecordKind.TileSave, [1, 0x80, 8, 0, 0, 1]));
        yield return ("tiles-slots-past-1024", On(70, 70, RecordKind.TileSave, [1, 0xFF, 7, 0, 0, 2]));
        yield return ("tiles-huge-slot", On(70, 70, RecordKind.TileSave, [1, .. Huge, 0, 0, 1]));
        yield return ("tiles-huge-column", On(70, 70, RecordKind.TileSave, [1, 0, .. Huge, 0, 1]));
        yield return ("tiles-huge-count", On(70, 70, RecordKind.TileSave, [1, 0, 0, 0, .. Huge]));
        yield return ("tiles-outside", On(70, 70, RecordKind.TileSave, [1, 0, 1, 1, 2]));
        yield return ("tiles-below", On(70, 70, RecordKind.TileSave, [1, 0, 0, 2, 1]));
        yield return ("tiles-cut", On(70, 70, RecordKind.TileSave, [2, 0, 0, 0, 1, 1, 0, 1]));
        yield return ("tiles-long", On(70, 70, RecordKind.TileSave, [1, 0, 0, 0, 1, 0]));
        yield return ("tiles-too-many", On(70, 70, RecordKind.TileSave, [0x81, 4, .. Repeat(513, [0, 0, 0, 2])]));
        yield return ("draw-not-kept", On(70, 70, RecordKind.TileDraw, [1, 0, 0, 0, 1, 0xFF, 0xFF]));
        yield return ("draw-other-size", [.. Kept, .. Record(RecordKind.TileDraw, [1, 0, 1, 0, 1, 0xFF, 0xFF])]);
        yield return ("draw-no-cells", [.. Kept, .. Record(RecordKind.TileDraw, [1, 0, 0, 0, 1, 0, 0])]);
        yield return ("draw-cut", [.. Kept, .. Record(RecordKind.TileDraw, [1, 0, 0, 0, 1, 0xFF])]);
        yield return ("draw-too-many", [.. Kept, .. Record(RecordKind.TileDraw, [17, .. Repeat(17, [0, 0, 0, 1, 1, 0])])]);
        yield return ("draw-after-a-restart", [.. Kept, .. Record(RecordKind.Restart, []), .. Record(RecordKind.TileDraw, [1, 0, 0, 0, 1, 1, 0])]);
        yield return ("draw-after-a-size", [.. Kept, .. Record(RecordKind.Resize, U16(70, 70)), .. Record(RecordKind.TileDraw, [1, 0, 0, 0, 1, 1, 0])]);

        yield return ("pointer-385", Record(RecordKind.PointerShape, [0, .. U16(385, 1, 0, 0), 0x83, 6, 0, 0, 0, 0]));
        yield return ("pointer-run-too-long", Record(RecordKind.PointerShape, [0, .. U16(1, 1, 0, 0), 5, 0, 0, 0, 0]));
        yield return ("pointer-run-0", Record(RecordKind.PointerShape, [0, .. U16(1, 1, 0, 0), 0, 2, 0, 0, 0, 0]));
        yield return ("pointer-cut", Record(RecordKind.PointerMove, [0, 0, 0]));

        yield return ("keyframe-strip-missing", Record(RecordKind.Keyframe, [.. U16(1024, 513, 0, 0), 1, 2, 1, 0]));
        yield return ("keyframe-pointer", Record(RecordKind.Keyframe, [.. U16(1, 1, 0, 0), 1, 9, (byte)Black.Length, .. Black]));
        yield return ("keyframe-long", Record(RecordKind.Keyframe, [.. U16(1, 1, 0, 0), 1, 2, (byte)Black.Length, .. Black, 0]));
        yield return ("keyframe-strip-length", Record(RecordKind.Keyframe, [.. U16(1, 1, 0, 0), 1, 2, 200, 1, .. Black]));

        // A restart of 16 pixels leaves nothing 17 pixels back.
        var afterRestart = MessageBuilder.WithDefaultTables().Match(0, 3, 1).Distance(17).ToBytes();
        yield return ("restart-history-before", [.. On(4, 4, RecordKind.Restart, []), .. Record(RecordKind.Pixels, [1, .. U16(0, 0, 1, 1), .. afterRestart])]);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Messages() => BrokenMessages.All.Select(p => (
        "slc-" + p.Key, On(p.Value.Width, p.Value.Height, RecordKind.Pixels, [1, .. U16(0, 0, p.Value.Width, p.Value.Height), .. p.Value.Message])));

    private static byte[] On(int width, int height, RecordKind kind, byte[] body) =>
        [.. Record(RecordKind.Resize, U16(width, height)), .. Record(kind, body)];

    private static byte[] Record(RecordKind kind, byte[] body) => RecordStream.Record(kind, body);

    private static byte[] U16(params int[] values) => RecordStream.U16(values);

    private static byte[] Repeat(int count, byte[] bytes) => [.. Enumerable.Repeat(bytes, count).SelectMany(b => b)];
}
