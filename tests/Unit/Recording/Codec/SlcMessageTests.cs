using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Codec;

/// <summary>Messages made by hand: what FORMAT.md allows decodes to what it says, and the rest is rejected.</summary>
public sealed class SlcMessageTests
{
    public static TheoryData<string> Handmade => [.. HandmadeMessages.All.Keys];

    public static TheoryData<string> Broken => [.. BrokenMessages.All.Keys];

    [Theory]
    [MemberData(nameof(Handmade))]
    public void A_message_means_what_the_format_says(string name)
    {
        var (message, width, height, pixels) = HandmadeMessages.All[name];
        var expected = pixels.Select(p => p | SlcFormat.Black).ToArray();
        var (picture, second) = (new uint[width * height], new uint[width * height]);
        var whole = new[] { new Rect(0, 0, width, height) };
        new SlcDecoder().Decode(message, whole, picture, width);
        Assert.Equal(expected, picture);
        var reference = new ReferenceDecoder([.. DefaultTables.Lengths]);
        reference.Empty();
        reference.Decode(message, whole, second, width);
        Assert.Equal(expected, second);
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
                fill.Match(0, MatchKind.Left, Math.Min(rest, SlcFormat.MaxMatch));
            decoder.Decode(fill.ToBytes(), [whole], picture, 512);
        }

        // It lies over what the first one wrote. Behind it is the last lap: first what the second band wrote.
        var three = new Rect(0, 0, 3, 1);
        Assert.Equal(0xFF0F0F0F, picture[0]);
        var message = MessageBuilder.WithDefaultTables().Match(0, MatchKind.New, 3).Distance(SlcFormat.RingSize - (1 << 18));
        decoder.Decode(message.ToBytes(), [three], picture, 512);
        Assert.Equal([0xFF020202, 0xFF020202, 0xFF020202], picture[..3]);

        var early = MessageBuilder.WithDefaultTables().Match(0, MatchKind.New, 3).Distance(SlcFormat.RingSize - 2).ToBytes();
        Assert.Throws<RecordingFormatException>(() => decoder.Decode(early, [three], picture, 512));
        var late = MessageBuilder.WithDefaultTables().Match(0, MatchKind.New, 3).Distance((1 << 18) + 40).ToBytes();
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
}
