using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>Hostile bytes end in a picture or in an error that says so, never in anything else.</summary>
public sealed class ScreenDecoderTests
{
    public static TheoryData<string> Broken => [.. BrokenRecords.All.Keys];

    public static TheoryData<string> Scenes => ["text", "photo", "scroll", "restart", "keyframe", "resize", "pointer", "odd", "handmade", "tiles"];

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_the_format_does_not_allow_is_rejected(string name)
    {
        var records = RecordStream.Read(BrokenRecords.All[name]);
        var decoder = new ScreenDecoder();
        foreach (var (kind, body) in records[..^1])
            decoder.Apply(kind, body);
        Assert.Throws<RecordingFormatException>(() => decoder.Apply(records[^1].Kind, records[^1].Body));
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Cut_bodies_are_rejected(string scene)
    {
        var (decoder, broken) = (new ScreenDecoder(), new ScreenDecoder());
        foreach (var (kind, body) in CorpusFiles.Read(scene))
        {
            // Every length of the short ones, some of the long ones.
            for (var length = 0; length < body.Length; length += 1 + (body.Length / 60))
            {
                broken.Apply(RecordKind.Resize, RecordStream.U16(Math.Max(1, decoder.Width), Math.Max(1, decoder.Height)));
                Assert.Throws<RecordingFormatException>(() => broken.Apply(kind, body.AsSpan(0, length)));
            }

            decoder.Apply(kind, body);
        }
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Flipped_bits_give_a_picture_or_an_error(string scene)
    {
        var records = CorpusFiles.Read(scene);
        var dice = new Canvas(1, 1, 11);
        var decoder = new ScreenDecoder();
        var rejected = 0;
        for (var run = 0; run < 20; run++)
        {
            foreach (var (kind, good) in records)
            {
                var body = (byte[])good.Clone();
                for (var flips = dice.Next(3); flips > 0 && body.Length > 0; flips--)
                    body[dice.Next(Math.Min(body.Length, dice.Next(2) == 0 ? 12 : int.MaxValue))] ^= (byte)(1 << dice.Next(8));

                // A size that the flip made huge is right, but slow to fill.
                if (kind is RecordKind.Resize or RecordKind.Keyframe)
                    (body[1], body[3]) = (good[1], good[3]);
                try
                {
                    decoder.Apply(kind, body);
                }
                catch (RecordingFormatException)
                {
                    rejected++;
                }

                Assert.True(decoder.Picture.Length == decoder.Width * decoder.Height && decoder.PointerShape is not null);
            }
        }

        Assert.NotEqual(0, rejected);
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_decoder_recovers_at_the_next_size(string scene)
    {
        var decoder = new ScreenDecoder();
        foreach (var broken in BrokenRecords.All.Values)
        {
            try
            {
                decoder.Apply(broken);
            }
            catch (RecordingFormatException)
            {
            }
        }

        decoder.Apply(RecordKind.PointerShape, [2]);
        decoder.Apply(RecordKind.PointerMove, [0, 0, 0, 0]);
        CorpusFiles.AssertShows(scene, decoder);
    }

    [Fact]
    public void Kinds_without_a_picture_change_nothing()
    {
        var decoder = new ScreenDecoder();
        decoder.Apply(RecordKind.Mark, [1, 2, 3]);
        decoder.Apply((RecordKind)0x7F, []);
        Assert.Equal((0, 0, 0), (decoder.Width, decoder.Height, decoder.Picture.Length));
        Assert.Same(PointerShape.Default, decoder.PointerShape);
    }

    [Fact]
    public void A_message_of_few_bytes_costs_few_bytes()
    {
        // 2^19 pixels are decoded of an empty message at most once, and nothing is allocated for them but the ring.
        var decoder = new ScreenDecoder();
        decoder.Apply(RecordKind.Resize, RecordStream.U16(16, 16));
        byte[] body = [1, .. RecordStream.U16(0, 0, 16, 16), 3];
        Assert.Throws<RecordingFormatException>(() => decoder.Apply(RecordKind.Pixels, body));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Assert.Throws<RecordingFormatException>(() => decoder.Apply(RecordKind.Pixels, body));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 20_000);
    }
}
