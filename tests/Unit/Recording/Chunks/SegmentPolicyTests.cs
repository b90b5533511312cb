using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Xunit;

namespace Hindsight.Unit.Recording.Chunks;

/// <summary>What a seek costs at most, whatever a session does.</summary>
public sealed class SegmentPolicyTests
{
    private const long FullHd = 1920 * 1080;

    public static TheoryData<string, int, int, int> Sessions => new()
    {
        { "video", 1920, 1080, 1 },
        { "noise", 1920, 1080, 2 },
        { "tiny records", 1024, 768, 3 },
        { "copies", 1920, 1080, 4 },
        { "pointer only", 800, 600, 5 },
        { "mixed", 1280, 1024, 6 },
        { "8K", 7680, 4320, 7 },
    };

    [Theory]
    [MemberData(nameof(Sessions))]
    public void The_work_and_the_bytes_of_a_segment_are_bounded(string name, int width, int height, int seed)
    {
        var dice = new Random(seed);
        var meter = new Meter(width, height);
        var keyframe = name == "noise" ? 3_000_000 : 100_000;
        meter.Keyframe(0, keyframe);
        for (var update = 1; update < (name == "8K" ? 100 : 700); update++)
        {
            var time = update * 33L;
            if (meter.Writer.SegmentDue(time))
                meter.Keyframe(time, keyframe);
            var kind = name == "mixed" ? dice.Next(5) : Array.IndexOf(["video", "noise", "tiny records", "copies", "pointer only"], name == "8K" ? "video" : name);
            meter.Update(time, b => Append(b, kind, width, height, dice));
        }

        long screen = (long)width * height;
        var work = screen > 24_000_000 ? 2 * screen : 48_000_000;
        Assert.InRange(meter.MostWork, 0, work + meter.LargestWork);
        Assert.InRange(meter.MostBytes, 0, keyframe + Math.Max(8 << 20, 4L * keyframe) + meter.LargestUpdate);
    }

    /// <summary>An hour of video: as many keyframes as the work asks for, and an index that stays small.</summary>
    [Fact]
    public void An_hour_of_full_screen_video_stays_within_the_bounds()
    {
        var picture = SyntheticSession.PixelsBody(1, 40, 1920, 1080);
        var meter = new Meter(1920, 1080);
        meter.Keyframe(0, 20_000);
        for (var update = 1; update <= 108_000; update++) // 30 a second
        {
            var time = update * 1000L / 30;
            if (meter.Writer.SegmentDue(time))
                meter.Keyframe(time, 20_000);
            meter.Update(time, b => b.Append(RecordKind.Pixels, picture));
        }

        Assert.InRange(meter.MostWork, 0, 48_000_000 + meter.LargestWork);
        Assert.InRange(meter.Writer.SnapshotIndex().Segments.Count, 108_000 * FullHd / 50_000_000, 108_000 * FullHd / 44_000_000);
    }

    /// <summary>Whatever comes, in whatever order, at whatever pace: the bounds hold.</summary>
    [Fact]
    public void The_bounds_hold_for_any_session()
    {
        var sessions =
            from width in Gen.Choose(1, 6000)
            from height in Gen.Choose(1, 3000)
            from keyframe in Gen.Elements(60, 5000, 300_000, 3_000_000)
            from seed in Gen.Choose(1, 1_000_000)
            select (width, height, keyframe, seed);
        Prop.ForAll(sessions.ToArbitrary(), s =>
        {
            var dice = new Random(s.seed);
            var meter = new Meter(s.width, s.height);
            meter.Keyframe(0, s.keyframe);
            var time = 0L;
            for (var step = 0; step < 40; step++)
            {
                time += dice.Next(4) == 0 ? dice.Next(4_000_000) : dice.Next(40);
                // Up to 3 MB: many shapes of the pointer, a picture of noise, hundreds of copies.
                var kind = dice.Next(7);
                var isPicture = kind is not (4 or 5);
                if (isPicture ? meter.Writer.SegmentDue(time) : meter.Writer.SegmentFull)
                    meter.Keyframe(time, s.keyframe);
                meter.Update(time, b => Append(b, kind, s.width, s.height, dice));
            }

            long screen = (long)s.width * s.height;
            var bytes = Math.Max(8 << 20, 4L * s.keyframe);
            return meter.MostWork <= Math.Max(2 * screen, 48_000_000) + meter.LargestWork
                && meter.MostBytes <= s.keyframe + bytes + meter.LargestUpdate;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void What_is_no_picture_ends_a_full_segment_too()
    {
        var meter = new Meter(800, 600);
        meter.Keyframe(0, 1000);
        for (var update = 1; update < 200; update++)
        {
            if (meter.Writer.SegmentFull)
                meter.Keyframe(update * 33, 1000);
            meter.Update(update * 33, b => b.Append(RecordKind.PointerShape, new byte[590_000]));
        }

        Assert.InRange(meter.MostBytes, 0, 1000 + (8 << 20) + meter.LargestUpdate);
        Assert.InRange(meter.Keyframes, 10, 20);
    }

    [Fact]
    public void A_writer_whose_owner_does_not_listen_refuses_to_go_on()
    {
        var meter = new Meter(800, 600);
        meter.Keyframe(0, 1000);
        Assert.Throws<InvalidOperationException>(() =>
        {
            for (var update = 1; update < 200; update++)
                meter.Update(update, b => b.Append(RecordKind.PointerShape, new byte[590_000]));
        });
        Assert.InRange(meter.MostBytes, 0, 1000 + (2 * (8 << 20)) + meter.LargestUpdate);
        // That something is missing and that it is over can always be said.
        meter.Update(500, b => b.AppendGap(10, GapCause.Storage, "too much"));
    }

    [Fact]
    public void Full_screen_video_gets_few_keyframes()
    {
        var meter = new Meter(1920, 1080);
        meter.Keyframe(0, 500_000);
        for (var update = 1; update <= 900; update++)
        {
            if (meter.Writer.SegmentDue(update * 33))
                meter.Keyframe(update * 33, 500_000);
            meter.Update(update * 33, b => b.Append(RecordKind.Pixels, SyntheticSession.PixelsBody(1, 20_000, 1920, 1080)));
        }

        Assert.InRange(meter.Keyframes, 900 * FullHd / 50_000_000, 900 * FullHd / 44_000_000);
    }

    [Fact]
    public void A_screen_that_rests_for_a_day_adds_nothing()
    {
        var session = new SyntheticSession();
        session.Keyframe(0);
        session.Pixels(100);
        session.Seal();
        var before = session.Writer.Length;
        for (long second = 1; second < 86_400; second++)
        {
            Assert.False(session.Writer.ChunkDue(second * 1000));
            if (session.Writer.SegmentDue(second * 1000))
            {
                session.Keyframe(second * 1000);
                session.Seal();
            }
        }

        // One keyframe for the one change there was; then nothing.
        Assert.InRange(session.Writer.Length - before, 0, 200);
        Assert.InRange(session.Finish().Length - before, 0, 700);
    }

    [Fact]
    public void A_clock_in_the_corner_costs_little_more_than_itself()
    {
        var session = new SyntheticSession();
        session.Keyframe(0, payload: 70_000);
        for (long minute = 1; minute <= 8 * 60; minute++)
        {
            if (session.Writer.SegmentDue(minute * 60_000))
                session.Keyframe(minute * 60_000, payload: 70_000);
            session.Pixels(minute * 60_000, payload: 120, width: 40, height: 12);
        }

        Assert.InRange(session.Writer.SnapshotIndex().Segments.Count, 2, 9);
    }

    [Fact]
    public void A_busy_screen_has_a_keyframe_every_thirty_seconds()
    {
        var session = new SyntheticSession();
        session.Keyframe(0, payload: 5000);
        for (long second = 1; second <= 300; second++)
        {
            if (session.Writer.SegmentDue(second * 1000))
                session.Keyframe(second * 1000, payload: 5000);
            session.Pixels(second * 1000, payload: 300);
        }

        session.Seal();
        Assert.Equal(Enumerable.Range(0, 11).Select(i => i * 30_000L), session.Chunks.Where(c => c.StartsSegment).Select(c => c.FirstTime));
    }

    private static void Append(RecordBatch batch, int kind, int width, int height, Random dice)
    {
        switch (kind)
        {
            case 0:
                batch.Append(RecordKind.Pixels, SyntheticSession.PixelsBody(1, 20_000, width, height));
                break;
            case 1:
                batch.Append(RecordKind.Pixels, SyntheticSession.PixelsBody(1, 400_000, width, height));
                break;
            case 2:
                for (var i = 0; i < 400; i++)
                    batch.Append(RecordKind.Pixels, SyntheticSession.PixelsBody(i, 4, 1, 1));
                break;
            case 3:
                var copy = new byte[13];
                copy[0] = 1;
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(9), (ushort)width);
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(11), (ushort)height);
                batch.Append(RecordKind.Copy, copy);
                break;
            case 4:
                // All tiles of the screen are kept, as far as there are slots, and drawn.
                for (var row = 0; row < (height + 63) / 64; row++)
                {
                    var tiles = (byte)Math.Min(127, (width + 63) / 64);
                    batch.Append(RecordKind.TileSave, [1, 0, 0, (byte)Math.Min(127, row), tiles]);
                    batch.Append(RecordKind.TileDraw, [1, 0, 0, (byte)Math.Min(127, row), tiles, 255, 255]);
                }

                break;
            case 5:
                batch.Append(RecordKind.PointerShape, new byte[dice.Next(600_000)]);
                break;
            case 6:
                batch.Append(RecordKind.Restart, []);
                break;
            default:
                for (var i = 0; i < 1 + dice.Next(500); i++)
                    batch.AppendPointerMove(dice.Next(width), dice.Next(height));
                break;
        }
    }

    /// <summary>Counts by itself what a reader would have to do.</summary>
    private sealed class Meter(int width, int height)
    {
        private readonly RecordBatch _batch = new();
        private readonly ArrayBufferWriter<byte> _file = new();
        private long _work;
        private long _bytes;

        public RecordingWriter Writer { get; } = new(SyntheticSession.SampleHeader);

        public int Keyframes { get; private set; }

        public long MostWork { get; private set; }

        public long MostBytes { get; private set; }

        public long LargestUpdate { get; private set; }

        public long LargestWork { get; private set; }

        public void Keyframe(long time, int bytes)
        {
            var body = new byte[bytes];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)width);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)height);
            Writer.AppendKeyframe(time, body, width, height);
            (_work, _bytes) = ((long)width * height, bytes);
            Keyframes++;
            Drain();
        }

        public void Update(long time, Action<RecordBatch> append)
        {
            _batch.Begin(time);
            append(_batch);
            long work = 0;
            var reader = new RecordReader(_batch.Bytes.Span, time);
            while (reader.TryRead(out var record))
                work += RecordWork.Of(record.Kind, record.Body) + (record.Kind == RecordKind.Restart ? Math.Min((long)width * height, 1 << 21) / 8 : 0);
            _work += work;
            LargestWork = Math.Max(LargestWork, work);
            _bytes += _batch.Bytes.Length;
            LargestUpdate = Math.Max(LargestUpdate, _batch.Bytes.Length);
            Writer.Append(_batch);
            (MostWork, MostBytes) = (Math.Max(MostWork, _work), Math.Max(MostBytes, _bytes));
            Drain();
        }

        private void Drain()
        {
            while (Writer.TrySealChunk(_file, out _))
                _file.ResetWrittenCount();
        }
    }
}
