using Hindsight.Recording.Codec;

namespace Hindsight.Unit.Recording.Codec;

/// <summary>
/// Valid messages for a rectangle of a given size and an empty history, with what the encoder does seldom or never,
/// and the pixels they stand for (without the top byte).
/// </summary>
internal static class HandmadeMessages
{
    public static readonly Dictionary<string, (byte[] Message, int Width, int Height, uint[] Pixels)> All = new()
    {
        // Green 5 over black; red 3 and blue 250 over green.
        ["literal"] = Of(1, 1, Default().Symbol(0, 5).Symbol(HuffmanTables.Red + 3, 3).Symbol(HuffmanTables.Blue + 3, 250), 0x0805FF),
        ["literal-modulo"] = Of(1, 1, Default().Symbol(0, 200).Symbol(HuffmanTables.Red + 5, 100).Symbol(HuffmanTables.Blue + 5, 56), 0x2CC800),
        ["unset-cache"] = Of(2, 1, Default().Symbol(0, 256 + 17).Symbol(0, 256 + 200), 0, 0),
        ["repeated-pixel"] = Of(4, 1, Grey(Default(), 9).Match(0, MatchKind.Left, 3), 0x090909, 0x090909, 0x090909, 0x090909),

        // In a first row left, up and corner are all the pixel before, so the context stays 0.
        ["pattern"] = Of(23, 1, Steps(3).Match(0, MatchKind.New, 20).Distance(3), [.. Enumerable.Range(0, 23).Select(i => (uint)((i % 3) + 1) * 0x010101)]),
        ["before-last"] = Of(
            6, 1, Steps(2).Match(0, MatchKind.New, 1).Distance(2).Match(0, MatchKind.BeforeLast, 1).Match(0, MatchKind.BeforeLast, 1).Match(0, MatchKind.Last, 1), Greys(1, 2, 1, 1, 1, 1)),

        // The second row copies three pixels of the first; there column 3 got distance 2.
        ["column"] = Of(4, 2, Steps(3).Match(0, MatchKind.New, 1).Distance(2).Match(2, MatchKind.Up, 3).Match(1, MatchKind.Column, 1), Greys(1, 2, 3, 2, 1, 2, 3, 2)),

        // A match over more than a row: all columns get its distance, and the next one begins in the middle.
        ["column-around"] = Of(
            3, 3, Steps(2).Match(0, MatchKind.New, 4).Distance(2).Match(3, MatchKind.Column, 3), Greys(1, 2, 1, 2, 1, 2, 1, 2, 1)),

        // The encoder would copy this pixel.
        ["cache-for-a-copy"] = Of(2, 2, Steps(2).Match(2, MatchKind.Up, 1).Symbol(1, 256 + PixelModel.CacheSlot(0x010101)), Greys(1, 2, 1, 1)),

        // Only green residual 0, red 1 and blue 2 exist; the bits of their words are 0 1 0 and 1 0 1.
        ["one-symbol-codes"] = Of(2, 1, Tables(1, (0, 1), (SlcFormat.SharedRedOffset + 1, 1), (SlcFormat.SharedBlueOffset + 2, 1)).Number(0b101_010, 6), 0x010002, 0x020004),

        // All nineteen codes; main code 0 has the words 0 for green residual 1 and 1 for cache entry 200.
        ["own-tables"] = Of(
            2,
            1,
            Tables(0, (1, 1), (456, 1), (SlcFormat.RedOffset + 256 + 7, 1), (SlcFormat.BlueOffset + 256 + 255, 1)).Number(0b1_000, 4),
            0x080100,
            0),

        ["longest-match"] = Of(16384, 5, Grey(Default(), 3).Match(0, MatchKind.Left, 65536).Match(0, MatchKind.Up, 16383), [.. Enumerable.Repeat(0x030303u, 5 * 16384)]),
    };

    private static MessageBuilder Default() => MessageBuilder.WithDefaultTables();

    private static MessageBuilder Tables(int mode, params (int, int)[] lengths) => MessageBuilder.WithTables(mode, lengths);

    private static MessageBuilder Grey(MessageBuilder message, int value)
    {
        var chroma = PixelModel.ResidualClass(value);
        return message.Symbol(0, value).Symbol(HuffmanTables.Red + chroma, 0).Symbol(HuffmanTables.Blue + chroma, 0);
    }

    /// <summary>Greys 1, 2, 3 …</summary>
    private static MessageBuilder Steps(int count)
    {
        var message = Default();
        for (; count > 0; count--)
            Grey(message, 1);
        return message;
    }

    private static uint[] Greys(params uint[] values) => [.. values.Select(v => v * 0x010101)];

    private static (byte[], int, int, uint[]) Of(int width, int height, MessageBuilder message, params uint[] pixels) =>
        (message.ToBytes(), width, height, pixels);
}
