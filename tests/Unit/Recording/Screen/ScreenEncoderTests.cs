using System.Buffers;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

public sealed class ScreenEncoderTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 8).Select(i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_session_is_shown_exactly_as_it_was_drawn(ulong seed)
    {
        var dice = new Canvas(1, 1, seed);
        using var script = ScreenScript.Start(1 + dice.Next(300), 1 + dice.Next(200), seed);
        for (var step = 0; step < 60; step++)
        {
            var canvas = script.Canvas;
            switch (dice.Next(12))
            {
                case 0:
                    script.Restart();
                    break;
                case 1:
                    script.Keyframe(dice.Next(9), dice.Next(9), PointerShape.Hidden);
                    break;
                case 2 when step % 4 == 0:
                    script.Resize(1 + dice.Next(400), 1 + dice.Next(300));
                    break;
                default:
                    script.Encode(Draw(canvas));
                    break;
            }
        }
    }

    [Fact]
    public void What_did_not_change_is_not_recorded()
    {
        using var encoder = new ScreenEncoder(200, 100);
        var canvas = new Canvas(200, 100, 1);
        canvas.Page(canvas.Whole);
        var batch = new RecordBatch();
        Assert.Equal(200 * 100, encoder.Encode(canvas.Pixels, 200, [canvas.Whole], default, batch).DamagedPixels);
        batch.Begin(1);
        Assert.Equal(new ScreenUpdate(0, 0, 0), encoder.Encode(canvas.Pixels, 200, [canvas.Whole], [new ScreenCopy(0, 16, new Rect(0, 0, 200, 84))], batch));
        Assert.Equal((0, 0), (batch.Count, batch.Bytes.Length));
    }

    [Fact]
    public void Only_the_pixels_that_changed_are_coded()
    {
        using var encoder = new ScreenEncoder(200, 100);
        var canvas = new Canvas(200, 100, 1);
        canvas.Fill(new Rect(37, 41, 3, 20), 0xFF00FF);
        canvas.Fill(new Rect(199, 99, 1, 1), 0x00FF00);
        var batch = new RecordBatch();
        var update = encoder.Encode(canvas.Pixels, 200, [canvas.Whole], default, batch);
        Assert.Equal([new Rect(37, 41, 3, 20), new Rect(199, 99, 1, 1)], Rectangles(batch).Order(Comparer<Rect>.Create((a, b) => a.X - b.X)));
        Assert.Equal((2 * 256) + (8 * 4), update.DamagedPixels);
        Assert.Equal(batch.Bytes.Length, update.Bytes);
        Assert.Equal((3 * 20) + 1, encoder.PixelsSinceRestart);
    }

    [Fact]
    public void The_top_byte_of_a_pixel_does_not_matter_and_rows_may_be_longer_than_the_screen()
    {
        using var encoder = new ScreenEncoder(3, 2);
        var batch = new RecordBatch();
        encoder.Encode([1, 2, 3, 77, 0x01000004, 0xFF000005, 6], 4, [new Rect(0, 0, 3, 2)], default, batch);
        Assert.Equal(new uint[] { 1, 2, 3, 4, 5, 6 }.Select(p => p | 0xFF000000), encoder.Picture.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Encode(new uint[6], 4, [], default, batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Encode(new uint[6], 2, [], default, batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Resize(0, 1, batch));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Resize(16384, 2049, batch));
    }

    [Fact]
    public void Damage_outside_the_screen_is_ignored()
    {
        using var encoder = new ScreenEncoder(20, 20);
        var batch = new RecordBatch();
        var white = Enumerable.Repeat(uint.MaxValue, 400).ToArray();
        Rect[] damage =
        [
            new(-5, -5, 6, 7), new(18, 19, int.MaxValue, int.MaxValue), new(int.MaxValue, int.MaxValue, int.MaxValue, 1), new(3, 3, 0, 5), new(3, 3, -1, 5),
            new(int.MinValue, 0, int.MinValue, 3),
        ];
        encoder.Encode(white, 20, damage, default, batch);
        Assert.Equal([(0, 0), (0, 1), (18, 19), (19, 19)], White(encoder).Order());
    }

    [Fact]
    public void A_record_stays_within_the_limits()
    {
        using var encoder = new ScreenEncoder(1920, 1080);
        var canvas = new Canvas(1920, 1080, 4);
        canvas.Noise(canvas.Whole);
        var batch = new RecordBatch();
        encoder.Encode(canvas.Pixels, 1920, canvas.TakeDamage(), default, batch);
        Assert.Equal(4, batch.Count);

        // Every second cell of a chess board.
        for (var y = 0; y < 1080; y += 16)
        {
            for (var x = y % 32; x < 1920; x += 32)
                canvas.Fill(new Rect(x, y, 1, 1), (uint)canvas.Next());
        }

        batch.Begin(1);
        encoder.Encode(canvas.Pixels, 1920, canvas.TakeDamage(), default, batch);
        foreach (var (_, body) in RecordStream.Read(batch.Bytes.Span))
        {
            var rectangles = Rectangles(body).ToList();
            Assert.InRange(rectangles.Count, 1, RecordLimits.MaxRectangles);
            Assert.InRange(rectangles.Sum(r => r.Area), 1, 1 << 19);
            Assert.InRange(body.Length, 1, RecordLimits.MaxBody);
        }
    }

    [Fact]
    public void An_update_allocates_nothing()
    {
        var canvas = new Canvas(640, 400, 5);
        using var encoder = new ScreenEncoder(640, 400);
        var batch = new RecordBatch();
        var time = 0L;
        Measure();
        Measure();
        Assert.Equal(0, Measure());

        long Measure()
        {
            var allocated = 0L;
            for (var step = 0; step < 40; step++)
            {
                var copies = step % 3 == 0 ? new[] { canvas.Move(0, 16, new Rect(0, 0, 640, 300)) } : [];
                if (step % 5 == 0)
                    canvas.Photo(canvas.NextRect(300, 300), 4);
                canvas.Text(canvas.Next(500), canvas.Next(380), 9);
                canvas.Palette(canvas.NextRect(30, 30), 4);
                var damage = canvas.TakeDamage();
                var before = GC.GetAllocatedBytesForCurrentThread();
                batch.Begin(++time);
                if (step == 20)
                    encoder.Restart(batch);
                encoder.Encode(canvas.Pixels, 640, damage, copies, batch);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return allocated;
        }
    }

    [Fact]
    public void A_picture_that_changes_under_the_encoder_is_still_recorded_as_one()
    {
        var canvas = new Canvas(160, 160, 6);
        using var encoder = new ScreenEncoder(160, 160);
        var decoder = new ScreenDecoder();
        var batch = new RecordBatch();
        encoder.Resize(160, 160, batch);
        decoder.Apply(batch.Bytes.Span);
        var stop = false;
        var writer = new Thread(() =>
        {
            for (var i = 0u; !Volatile.Read(ref stop); i += 0x10305)
                canvas.Pixels[i % 25600] = i * 2654435761;
        });
        writer.Start();
        for (var time = 1; time < 80; time++)
        {
            batch.Begin(time);
            encoder.Encode(canvas.Pixels, 160, [canvas.Whole, new Rect(16, 16, 100, 100)], [new ScreenCopy(0, 16, new Rect(0, 0, 160, 144))], batch);
            decoder.Apply(batch.Bytes.Span);
            Assert.True(decoder.Picture.SequenceEqual(encoder.Picture));
        }

        Volatile.Write(ref stop, true);
        writer.Join();
    }

    [Fact]
    public void A_keyframe_leaves_the_history_alone_and_stands_for_a_restart()
    {
        var canvas = new Canvas(300, 200, 7);
        using var live = new ScreenEncoder(300, 200);
        using var other = new ScreenEncoder(300, 200);
        var (batch, second) = (new RecordBatch(), new RecordBatch());
        var viewer = new ScreenDecoder();
        live.Resize(300, 200, batch);
        other.Resize(300, 200, second);
        viewer.Apply(batch.Bytes.Span);
        for (var round = 0; round < 6; round++)
        {
            canvas.Page(canvas.NextRect(300, 200));
            canvas.Photo(canvas.NextRect(60, 60), 5);
            var damage = canvas.TakeDamage();
            batch.Begin(round);
            second.Begin(round);
            live.Encode(canvas.Pixels, 300, damage, default, batch);
            other.Encode(canvas.Pixels, 300, damage, default, second);
            if (round % 2 == 1)
            {
                live.Restart(batch);
                other.Restart(second);
                Assert.Equal(0, live.PixelsSinceRestart);
            }

            // Somebody who joins gets the keyframe; nobody else notices.
            var body = new ArrayBufferWriter<byte>();
            live.WriteKeyframeBody(1, 2, PointerShape.Default, body);
            Assert.True(batch.Bytes.Span.SequenceEqual(second.Bytes.Span));
            viewer.Apply(batch.Bytes.Span);
            var joined = new ScreenDecoder();
            joined.Apply(RecordKind.Keyframe, body.WrittenSpan);
            Assert.True(joined.Picture.SequenceEqual(canvas.Pixels) && viewer.Picture.SequenceEqual(canvas.Pixels));
            if (round % 2 == 0)
                continue;

            // After a restart both can read what follows.
            canvas.Move(0, 20, new Rect(0, 0, 300, 180));
            batch.Begin(round);
            second.Begin(round);
            live.Encode(canvas.Pixels, 300, [canvas.Whole], default, batch);
            other.Encode(canvas.Pixels, 300, canvas.TakeDamage(), default, second);
            viewer.Apply(batch.Bytes.Span);
            joined.Apply(batch.Bytes.Span);
            Assert.True(joined.Picture.SequenceEqual(canvas.Pixels) && viewer.Picture.SequenceEqual(canvas.Pixels));
        }
    }

    private static ScreenCopy[] Draw(Canvas canvas)
    {
        var hints = new List<ScreenCopy>();
        for (var count = 1 + canvas.Next(4); count > 0; count--)
        {
            var rectangle = canvas.NextRect(canvas.Next(2) == 0 ? 9 : canvas.Width, canvas.Next(2) == 0 ? 9 : canvas.Height);
            switch (canvas.Next(8))
            {
                case 0: canvas.Noise(rectangle); break;
                case 1: canvas.Fill(rectangle, (uint)canvas.Next()); break;
                case 2: canvas.Palette(rectangle, 2 + canvas.Next(9)); break;
                case 3: canvas.Photo(rectangle, 5); break;
                case 4: canvas.Page(rectangle); break;
                case 5: hints.Add(new ScreenCopy(canvas.Next(400) - 50, canvas.Next(400) - 50, rectangle)); break;
                default:
                    hints.Add(canvas.Move(canvas.Next(canvas.Width - rectangle.Width + 1), canvas.Next(canvas.Height - rectangle.Height + 1), rectangle));
                    break;
            }
        }

        return [.. hints];
    }

    private static IEnumerable<(int X, int Y)> White(ScreenEncoder encoder)
    {
        var picture = encoder.Picture.ToArray();
        return Enumerable.Range(0, picture.Length).Where(i => picture[i] == uint.MaxValue).Select(i => (i % encoder.Width, i / encoder.Width));
    }

    private static IEnumerable<Rect> Rectangles(RecordBatch batch) => RecordStream.Read(batch.Bytes.Span).SelectMany(r => Rectangles(r.Body));

    private static List<Rect> Rectangles(byte[] body)
    {
        var reader = new BodyReader(body);
        var rectangles = new List<Rect>();
        for (var count = reader.ReadVarint(); count > 0; count--)
            rectangles.Add(reader.ReadRect());
        return rectangles;
    }
}
