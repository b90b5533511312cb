using System.Buffers;
using Hindsight.Recording.Index;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Unit.Recording.Playback;
using Xunit;
using Record = Hindsight.Recording.Records.Record;

namespace Hindsight.Unit.Recording.Index;

public sealed class IndexTests
{
    [Fact]
    public void What_is_written_is_read_and_cut_or_changed_bytes_do_no_harm()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var body = Write(RandomBuilder(seed).Build());
            Assert.True(IndexBody.TryRead(body, out var index));
            Assert.Equal(body, Write(index));
            for (var length = 0; length < body.Length; length++)
                Assert.False(IndexBody.TryRead(body.AsSpan(0, length), out _));
            var dice = new Random(seed);
            for (var round = 0; round < 2000; round++)
            {
                var changed = body.ToArray();
                changed[dice.Next(changed.Length)] = (byte)dice.Next(256);
                if (IndexBody.TryRead(changed, out var other))
                    Assert.InRange(other.Segments.Count + other.Marks.Count, 0, changed.Length);
            }
        }
    }

    [Fact]
    public void A_segment_is_found_by_its_time()
    {
        var builder = new IndexBuilder();
        foreach (var time in new[] { 100, 200, 200, 900 })
            builder.AddSegment(new SegmentRow(time, builder.Build().Segments.Count + 64, 0, 8, 8));
        var index = builder.Build();
        Assert.Equal([-1, 0, 0, 2, 2, 3, 3], new long[] { 99, 100, 199, 200, 899, 900, 5000 }.Select(index.FindSegment));
    }

    [Fact]
    public void Hours_without_activity_take_no_room()
    {
        var builder = new IndexBuilder();
        builder.AddActivity(0, 500);
        builder.AddActivity(8 * 3_600_000, 20);
        Assert.InRange(Write(builder.Build()).Length, 0, 24);
    }

    [Fact]
    public void A_recording_of_any_length_has_a_bounded_index()
    {
        var builder = new IndexBuilder();
        for (var i = 0; i < RecordingIndex.MaxSegments + 10; i++)
        {
            builder.AddSegment(new SegmentRow(i * 500L, 64 + (i * 100L), (uint)i, 8, 8));
            builder.AddActivity(i * 500L, 100);
        }

        builder.AddActivity(RecordLimits.MaxTime, 100);
        for (var i = 0; i < RecordingIndex.MaxMarks * 2; i++)
            builder.AddRecord(new Record(i % 2 == 0 ? RecordKind.Notice : RecordKind.Gap, i, 0, new byte[] { 9, 1 }));

        var index = builder.Build();
        Assert.Equal((RecordingIndex.MaxSegments / 2) + 10, index.Segments.Count);
        Assert.Equal(index.Segments.Count, index.Segments.Select(s => s.Offset).Distinct().Count());
        Assert.InRange(index.Activity.Count, 1, RecordingIndex.MaxActivity);
        Assert.Equal((RecordingIndex.MaxSegments + 11) * 100L, index.Activity.Sum());
        Assert.Equal(RecordingIndex.MaxMarks, index.Marks.Count);
        Assert.Equal(RecordingIndex.MaxMarks, index.OmittedMarks);
        Assert.True(IndexBody.TryRead(Write(index), out _));
    }

    [Fact]
    public async Task A_scan_rebuilds_the_footer()
    {
        var token = TestContext.Current.CancellationToken;
        using var session = PlaybackCursorTests.RandomSession(21);
        session.At(session.Time + 1, b =>
        {
            b.AppendClipboard(ClipboardDirection.ToDesktop, 5);
            b.AppendNotice(NoticeLevel.Warning, new string('ü', 300));
            b.Append(RecordKind.Mark, [3, 0xFF, 0xFE, (byte)'x']);
        });
        var closed = session.Finish();
        var source = new MemoryRecordingSource(session.Bytes);
        var tail = await OpenedRecording.TryReadTailAsync(source, token);
        var scan = await RecordingScan.RunAsync(source, token);
        Assert.Empty(scan.Damage);
        Assert.Equal(Write(closed.Index), Write(scan.BuildIndex()));
        Assert.Equal(Write(closed.Index), Write(tail!.Index));
        Assert.Equal(Write(closed.Index), Write(session.Writer.SnapshotIndex()));
        Assert.Contains(tail.Index.Marks, m => m.Kind == RecordKind.Resize);
    }

    private static byte[] Write(RecordingIndex index)
    {
        var output = new ArrayBufferWriter<byte>();
        IndexBody.Write(index, output);
        return output.WrittenSpan.ToArray();
    }

    private static IndexBuilder RandomBuilder(int seed)
    {
        var dice = new Random(seed);
        var builder = new IndexBuilder();
        var (time, offset, sequence) = (0L, 64L, 0u);
        for (var i = dice.Next(40); i >= 0; i--)
        {
            time += dice.Next(100_000);
            offset += 76 + dice.Next(1_000_000);
            sequence += (uint)dice.Next(1, 40);
            builder.AddSegment(new SegmentRow(time, offset, sequence, 1 + dice.Next(3000), 1 + dice.Next(2000)));
            builder.AddActivity(time, dice.Next(300_000));
            if (dice.Next(3) == 0)
                builder.AddRecord(new Record(RecordKind.Notice, time, 0, "\x01well"u8));
        }

        return builder;
    }
}
