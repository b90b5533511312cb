using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Codec;

public sealed class SlcRoundTripTests
{
    private static readonly byte[] DefaultLengths = [.. DefaultTables.Lengths];

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 8).Select(i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_rectangles_come_back_exactly_from_both_decoders(ulong seed)
    {
        var canvas = new Canvas(90, 70, seed);
        var (picture, second) = (new uint[90 * 70], new uint[90 * 70]);
        var reference = new ReferenceDecoder(DefaultLengths);
        var decoder = new SlcDecoder();
        using var encoder = new SlcEncoder();
        using var workspace = new SlcWorkspace();
        reference.Empty();
        for (var message = 0; message < 12; message++)
        {
            var rectangles = Draw(canvas, 1 + canvas.Next(5));
            var bytes = Encode(encoder, workspace, canvas, rectangles);
            decoder.Decode(bytes, rectangles, picture, 90);
            reference.Decode(bytes, rectangles, second, 90);
            foreach (var rectangle in rectangles)
                AssertEqualIn(rectangle, canvas, picture);
            Assert.Equal(picture, second);
            if (message % 5 != 4)
                continue;
            encoder.Restart(canvas.Pixels, 90, 70);
            decoder.Restart(canvas.Pixels, 90, 70);
            reference.Restart(canvas.Pixels, 90, 70);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Messages_with_predictors_come_back_exactly_from_both_decoders(ulong seed)
    {
        var canvas = new Canvas(90, 70, seed);
        var (picture, second) = (new uint[90 * 70], new uint[90 * 70]);
        var reference = new ReferenceDecoder(DefaultLengths);
        var decoder = new SlcDecoder();
        using var encoder = new SlcEncoder();
        using var workspace = new SlcWorkspace();
        reference.Empty();
        for (var message = 0; message < 6; message++)
        {
            canvas.Photo(canvas.Whole, 1 + canvas.Next(12));
            canvas.Fill(canvas.NextRect(40, 20), (uint)canvas.Next());
            Rect[] rectangles = [new Rect(0, 0, 16 + canvas.Next(75), 1 + canvas.Next(70)), new Rect(10, 5, 80, 65)];
            var length = encoder.Encode(canvas.Pixels, 90, rectangles, workspace, 0, smooth: message % 3 != 2);
            var bytes = workspace.Body.Span[..length].ToArray();
            decoder.Decode(bytes, rectangles, picture, 90);
            reference.Decode(bytes, rectangles, second, 90);
            foreach (var rectangle in rectangles)
                AssertEqualIn(rectangle, canvas, picture);
            Assert.Equal(picture, second);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Damaged_messages_are_judged_alike_by_both_decoders(ulong seed)
    {
        var canvas = new Canvas(40, 24, seed);
        using var encoder = new SlcEncoder();
        using var workspace = new SlcWorkspace();
        for (var run = 0; run < 15; run++)
        {
            var rectangles = Draw(canvas, 2);
            encoder.Clear();
            var good = Encode(encoder, workspace, canvas, rectangles);
            for (var flip = 0; flip < 8; flip++)
            {
                var bytes = (byte[])good.Clone();
                for (var bits = 1 + canvas.Next(3); bits > 0; bits--)
                    bytes[canvas.Next(bytes.Length)] ^= (byte)(1 << canvas.Next(8));
                var (picture, second) = (new uint[40 * 24], new uint[40 * 24]);
                Assert.Equal(DecodeByReference(bytes, rectangles, second), DecodeReally(bytes, rectangles, picture));
            }
        }

        string? DecodeReally(byte[] bytes, Rect[] rectangles, uint[] picture)
        {
            try
            {
                new SlcDecoder().Decode(bytes, rectangles, picture, 40);
                return RecordStream.Crc32C(picture);
            }
            catch (RecordingFormatException)
            {
                return null;
            }
        }

        string? DecodeByReference(byte[] bytes, Rect[] rectangles, uint[] picture)
        {
            try
            {
                var reference = new ReferenceDecoder(DefaultLengths);
                reference.Empty();
                reference.Decode(bytes, rectangles, picture, 40);
                return RecordStream.Crc32C(picture);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }

    [Fact]
    public void The_history_is_used_over_several_laps_of_the_ring()
    {
        const int Width = 700, Height = 700;
        var canvas = new Canvas(Width, Height, 77);
        var picture = new uint[Width * Height];
        var decoder = new SlcDecoder();
        using var encoder = new SlcEncoder();
        using var workspace = new SlcWorkspace();
        for (var message = 0; message < 30; message++)
        {
            var part = canvas.NextRect(Width, Height);
            canvas.Page(part);
            canvas.Palette(canvas.NextRect(60, 60), 3);
            if (message % 7 == 6)
                canvas.Noise(canvas.NextRect(200, 200));
            canvas.Move(0, 0, canvas.NextRect(Width, Height));
            var bytes = Encode(encoder, workspace, canvas, [canvas.Whole]);
            decoder.Decode(bytes, [canvas.Whole], picture, Width);
            Assert.Equal(canvas.Pixels, picture);
        }
    }

    [Fact]
    public void A_message_of_noise_fits_the_workspace()
    {
        var canvas = new Canvas(1024, 512, 3);
        canvas.Noise(canvas.Whole);
        using var encoder = new SlcEncoder();
        using var workspace = new SlcWorkspace();
        Assert.InRange(Encode(encoder, workspace, canvas, [canvas.Whole]).Length, 1024 * 512 * 3 * 99 / 100, 1024 * 512 * 3 * 101 / 100);
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode(encoder, workspace, canvas, [canvas.Whole, new Rect(0, 0, 1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Encode(encoder, workspace, canvas, [new Rect(1, 0, 1024, 1)]));
    }

    [Fact]
    public void An_encoder_that_was_disposed_does_not_touch_its_memory()
    {
        var encoder = new SlcEncoder();
        encoder.Dispose();
        encoder.Dispose();
        using var workspace = new SlcWorkspace();
        Assert.Throws<ObjectDisposedException>(() => Encode(encoder, workspace, new Canvas(4, 4, 1), [new Rect(0, 0, 4, 4)]));
        Assert.Throws<ObjectDisposedException>(encoder.Clear);
    }

    private static byte[] Encode(SlcEncoder encoder, SlcWorkspace workspace, Canvas canvas, Rect[] rectangles)
    {
        var length = encoder.Encode(canvas.Pixels, canvas.Width, rectangles, workspace, 5);
        return workspace.Body.Span.Slice(5, length).ToArray();
    }

    private static Rect[] Draw(Canvas canvas, int count)
    {
        for (; count > 0; count--)
        {
            var rectangle = canvas.NextRect(canvas.Next(2) == 0 ? 9 : canvas.Width, canvas.Next(2) == 0 ? 7 : canvas.Height);
            switch (canvas.Next(6))
            {
                case 0: canvas.Noise(rectangle); break;
                case 1: canvas.Fill(rectangle, (uint)canvas.Next()); break;
                case 2: canvas.Palette(rectangle, 2 + canvas.Next(20)); break;
                case 3: canvas.Photo(rectangle, 1 + canvas.Next(9)); break;
                case 4: canvas.Page(rectangle); break;
                default: canvas.Move(0, 0, rectangle); break;
            }
        }

        return canvas.TakeDamage();
    }

    private static void AssertEqualIn(Rect rectangle, Canvas canvas, uint[] picture)
    {
        for (var y = rectangle.Y; y < rectangle.Bottom; y++)
        {
            var at = (y * canvas.Width) + rectangle.X;
            Assert.True(picture.AsSpan(at, rectangle.Width).SequenceEqual(canvas.Pixels.AsSpan(at, rectangle.Width)));
        }
    }
}
