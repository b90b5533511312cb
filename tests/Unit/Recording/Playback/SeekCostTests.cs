using Hindsight.Recording.Playback;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>What a seek reads and how long a recording gets, with the real writer and reader.</summary>
public sealed class SeekCostTests
{
    private const int ReadAhead = 256 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seek_into_noise_reads_no_more_than_a_segment_may_have()
    {
        using var session = new RecordedSession(400, 300, 5);
        var largest = 0L;
        for (var frame = 1; frame <= 90; frame++)
        {
            var before = session.Writer.Length;
            session.Draw(frame * 33, c => c.Noise(c.Whole));
            session.Seal();
            largest = Math.Max(largest, session.Writer.Length - before);
        }

        session.Finish();
        var bytes = session.Bytes;
        var source = new CountingSource(bytes);
        var opened = await OpenedRecording.TryReadTailAsync(source, Cancellation);
        Assert.InRange(source.BytesRead, 0, 70_000);
        Assert.InRange(opened!.Index.Segments.Count, 3, 10);

        var screen = new ScreenDecoder();
        for (var time = 33L; time < 90 * 33; time += 301)
        {
            source.BytesRead = 0;
            await new PlaybackCursor(source, opened, screen).SeekAsync(time, Cancellation);
            Assert.Equal(session.ShownAt(time), ShownPicture.Of(screen));
            // The keyframe and the last update are each as large as the largest update, more or less.
            Assert.InRange(source.BytesRead, 1, (8 << 20) + (2 * largest) + ReadAhead);
        }
    }

    [Fact]
    public async Task A_day_on_which_nothing_happened_is_a_few_bytes_and_a_seek_into_it_too()
    {
        using var session = new RecordedSession(320, 200, 6);
        session.Draw(100, c => c.Page(c.Whole));
        session.Seal();
        var before = session.Writer.Length;
        for (var minute = 1L; minute <= 24 * 60; minute++)
        {
            // What the server asks each time the desktop sends a frame that changes nothing.
            if (session.Writer.SegmentDue(minute * 60_000))
                session.Segment(minute * 60_000);
        }

        session.Draw(86_400_000, c => c.Text(5, 5, 3));
        session.Finish();
        var source = new CountingSource(session.Bytes);
        var opened = await OpenedRecording.TryReadTailAsync(source, Cancellation);
        Assert.InRange(session.Bytes.Length - before, 0, 20_000);
        Assert.Equal(86_400_000, opened!.Duration);
        source.BytesRead = 0;
        var cursor = new PlaybackCursor(source, opened);
        await cursor.SeekAsync(43_200_000, Cancellation);
        Assert.Equal(session.ShownAt(43_200_000), ShownPicture.Of(cursor.Screen));
        Assert.InRange(source.BytesRead, 1, ReadAhead);
    }

    private sealed class CountingSource(byte[] bytes) : IRecordingSource
    {
        private readonly MemoryRecordingSource _inner = new(bytes);

        public long BytesRead { get; set; }

        public long Length => bytes.Length;

        public async ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
        {
            var count = await _inner.ReadAsync(offset, target, cancellationToken);
            BytesRead += count;
            return count;
        }
    }
}
