using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Codec;

/// <summary>Messages made by hand: what FORMAT.md allows decodes to what it says, and the rest is rejected.</summary>
public sealed class SlcMessageTests
{
    private const uint Black = SlcFormat.Black;
    private const int Up = MatchKind.Up, Left = MatchKind.Left, Last = MatchKind.Last, New = MatchKind.New, Column = MatchKind.Column, BeforeLast = MatchKind.BeforeLast;

    [Fact]
    public void A_literal_adds_its_residuals_to_the_neighbours()
    {
        // Green 5 over black; red 3 and blue 250 over green.
        var message = MessageBuilder.WithDefaultTables().Symbol(0, 5).Symbol(HuffmanTables.Red + 3, 3).Symbol(HuffmanTables.Blue + 3, 250);
        Assert.Equal([Black | 8u << 16 | 5u << 8 | 255u], Decode(message, 1, 1));
    }

    [Fact]
    public void An_unset_cache_entry_is_black() =>
        Assert.Equal([Black, Black], Decode(MessageBuilder.WithDefaultTables().Symbol(0, 256 + 17).Symbol(0, 256 + 200), 2, 1));

    [Fact]
    public void A_distance_of_one_repeats_the_pixel()
    {
        var message = MessageBuilder.WithDefaultTables().Symbol(0, 9).Symbol(HuffmanTables.Red + 4, 0).Symbol(HuffmanTables.Blue + 4, 0).Match(0, Left, 3);
        Assert.Equal([0xFF090909, 0xFF090909, 0xFF090909, 0xFF090909], Decode(message, 4, 1));
    }

    [Fact]
    public void A_pattern_repeats_at_its_distance()
    {
        // Left, up and corner are all the pixel before in the first row, so the context stays 0.
        var message = MessageBuilder.WithDefaultTables().Symbol(0, 1).Symbol(HuffmanTables.Red + 1, 0).Symbol(HuffmanTables.Blue + 1, 0);
        for (var i = 0; i < 2; i++)
            message.Symbol(0, 1).Symbol(HuffmanTables.Red + 1, 0).Symbol(HuffmanTables.Blue + 1, 0);
        message.Match(0, New, 20).Distance(3);
        Assert.Equal(Enumerable.Range(0, 23).Select(i => Black | (uint)((i % 3) + 1) * 0x010101), Decode(message, 23, 1));
    }

    [Fact]
    public void A_code_of_one_symbol_takes_one_bit_of_either_value()
    {
        // Only green residual 0, red 1 and blue 2 exist.
        var lengths = new[] { (0, 1), (SlcFormat.SharedRedOffset + 1, 1), (SlcFormat.SharedBlueOffset + 2, 1) };
        var message = MessageBuilder.WithTables(1, lengths).Number(0b101_010, 6);
        Assert.Equal([Black | 0x010002u, Black | 0x020004u], Decode(message, 2, 1));
    }

    [Fact]
    public void The_distance_before_the_last_changes_places_with_it()
    {
        var message = MessageBuilder.WithDefaultTables();
        message.Symbol(0, 1).Symbol(HuffmanTables.Red + 1, 0).Symbol(HuffmanTables.Blue + 1, 0);
        message.Symbol(0, 1).Symbol(HuffmanTables.Red + 1, 0).Symbol(HuffmanTables.Blue + 1, 0);
        message.Match(0, New, 1).Distance(2).Match(0, BeforeLast, 1).Match(0, BeforeLast, 1).Match(0, Last, 1);
        Assert.Equal(new uint[] { 1, 2, 1, 1, 1, 1 }.Select(v => Black | (v * 0x010101)), Decode(message, 6, 1));
    }

    [Fact]
    public void A_column_remembers_the_distance_that_the_row_above_used()
    {
        var message = MessageBuilder.WithDefaultTables();
        for (var i = 0; i < 3; i++)
            message.Symbol(0, 1).Symbol(HuffmanTables.Red + 1, 0).Symbol(HuffmanTables.Blue + 1, 0);
        message.Match(0, New, 1).Distance(2);

        // The second row copies three pixels of the first; column 3 holds distance 2.
        message.Match(2, Up, 3).Match(1, Column, 1);
        Assert.Equal(new uint[] { 1, 2, 3, 2, 1, 2, 3, 2 }.Select(v => Black | (v * 0x010101)), Decode(message, 4, 2));
    }

    [Fact]
    public void A_source_from_the_last_lap_lies_behind_the_band()
    {
        // 2^18 pixels are one band; the sixteenth does not fit and begins at place 0 again.
        var decoder = new SlcDecoder();
        var picture = new uint[512 * 512];
        var whole = new Rect(0, 0, 512, 512);
        for (var i = 0; i < 16; i++)
        {
            var rest = (uint)picture.Length - 1;
            var fill = MessageBuilder.WithDefaultTables().Symbol(0, i).Symbol(HuffmanTables.Red + PixelModel.ResidualClass(i), 0).Symbol(HuffmanTables.Blue + PixelModel.ResidualClass(i), 0);
            for (; rest > 0; rest -= Math.Min(rest, SlcFormat.MaxMatch))
                fill.Match(0, Left, Math.Min(rest, SlcFormat.MaxMatch));
            decoder.Decode(fill.ToBytes(), [whole], picture, 512);
        }

        // It lies over what the first one wrote. Behind it is the last lap: first what the second band wrote.
        var three = new Rect(0, 0, 3, 1);
        Assert.Equal(0xFF0F0F0F, picture[0]);
        var message = MessageBuilder.WithDefaultTables().Match(0, New, 3).Distance(SlcFormat.RingSize - (1 << 18));
        decoder.Decode(message.ToBytes(), [three], picture, 512);
        Assert.Equal([0xFF020202, 0xFF020202, 0xFF020202], picture[..3]);

        var early = MessageBuilder.WithDefaultTables().Match(0, New, 3).Distance(SlcFormat.RingSize - 2).ToBytes();
        Assert.Throws<RecordingFormatException>(() => decoder.Decode(early, [three], picture, 512));
        var late = MessageBuilder.WithDefaultTables().Match(0, New, 3).Distance((1 << 18) + 40).ToBytes();
        Assert.Throws<RecordingFormatException>(() => decoder.Decode(late, [three], picture, 512));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_the_format_does_not_allow_is_rejected(string name)
    {
        var (message, width, height) = BrokenMessages.All[name];
        var real = new SlcDecoder();
        var reference = new ReferenceDecoder([.. DefaultTables.Lengths]);
        reference.Empty();
        var whole = new[] { new Rect(0, 0, width, height) };
        Assert.Throws<RecordingFormatException>(() => real.Decode(message, whole, new uint[width * height], width));
        Assert.Throws<InvalidDataException>(() => reference.Decode(message, whole, new uint[width * height], width));
    }

    public static TheoryData<string> Broken => [.. BrokenMessages.All.Keys];

    private static uint[] Decode(MessageBuilder message, int width, int height)
    {
        var rectangle = new Rect(0, 0, width, height);
        var (picture, second) = (new uint[width * height], new uint[width * height]);
        new SlcDecoder().Decode(message.ToBytes(), [rectangle], picture, width);
        var reference = new ReferenceDecoder([.. DefaultTables.Lengths]);
        reference.Empty();
        reference.Decode(message.ToBytes(), [rectangle], second, width);
        Assert.Equal(second, picture);
        return picture;
    }
}
