using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Xunit;

namespace Hindsight.Unit.Recording.Chunks;

public sealed class RecordingWriterTests
{
    [Fact]
    public void The_chunks_of_a_session_hold_its_records_in_order_under_one_chain()
    {
        var session = new SyntheticSession();
        session.Keyframe(5);
        for (var time = 10; time < 4000; time += 130)
            session.Pixels(time);
        session.Keyframe(4000, width: 80);
        session.At(4100, b =>
        {
            b.AppendPointerMove(3, 4);
            b.AppendButton(0, true, 3, 4);
        });
        session.Finish();

        Assert.Equal(session.Written, ReadAll(session.Bytes), (a, b) => a.Time == b.Time && a.Kind == b.Kind && a.Body.SequenceEqual(b.Body));
    }

    [Fact]
    public void A_chunk_is_due_after_a_second_or_256_kB_and_not_before()
    {
        var session = new SyntheticSession();
        Assert.False(session.Writer.ChunkDue(1_000_000));
        session.Keyframe(100);
        Assert.False(session.Writer.ChunkDue(1099));
        Assert.True(session.Writer.ChunkDue(1100));
        session.Seal();
        Assert.False(session.Writer.ChunkDue(1_000_000));

        var batch = new RecordBatch();
        batch.Begin(1200);
        batch.Append(RecordKind.Pixels, SyntheticSession.PixelsBody(1, ChunkPolicy.MaxBytes, 8, 8));
        session.Writer.Append(batch);
        Assert.True(session.Writer.ChunkDue(1200));
    }

    [Fact]
    public void A_chunk_spans_at_most_a_second_and_256_kB_even_if_nobody_asks()
    {
        var session = new SyntheticSession();
        session.Writer.AppendKeyframe(0, [64, 0, 48, 0], 64, 48);
        var batch = new RecordBatch();
        for (var i = 1; i < 400; i++)
        {
            batch.Begin(i * 37);
            batch.Append(RecordKind.Pixels, SyntheticSession.PixelsBody(i, i % 50 * 1000, 8, 8));
            session.Writer.Append(batch);
        }

        session.Seal();
        Assert.All(session.Chunks, c => Assert.InRange(c.LastTime - c.FirstTime, 0, ChunkPolicy.MaxAge));
        Assert.All(session.Chunks, c => Assert.InRange(c.Length, 0, ChunkPolicy.MaxBytes + 200));
        Assert.True(session.Chunks.Count > 15);
    }

    [Fact]
    public void A_batch_whose_step_counts_from_elsewhere_gets_a_chunk_that_states_its_time()
    {
        var session = new SyntheticSession();
        session.Keyframe(1000);
        session.Pixels(1100);
        var other = new RecordBatch();
        other.Begin(1150);
        other.AppendNotice(NoticeLevel.Warning, "from another batch");
        session.Writer.Append(other);
        session.Pixels(1160);
        session.Finish();

        Assert.Equal([1000, 1100, 1150, 1160, 1160], ReadAll(session.Bytes).Select(r => r.Time));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var session = new SyntheticSession();
        var batch = new RecordBatch();
        batch.Begin(10);
        batch.Append(RecordKind.Pixels, SyntheticSession.PixelsBody(1, 10, 8, 8));
        Assert.Throws<InvalidOperationException>(() => session.Writer.Append(batch));
        batch.Begin(10);
        batch.Append(RecordKind.Resize, [64, 0, 48, 0]);
        Assert.Throws<ArgumentException>(() => session.Writer.Append(batch));
        Assert.Throws<ArgumentException>(() => session.Writer.AppendKeyframe(10, [1, 0, 1, 0], 2, 1));
        session.Keyframe(20);
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Writer.AppendKeyframe(19, [1, 0, 1, 0], 1, 1));
        session.Finish();
        Assert.Throws<ObjectDisposedException>(() => session.Pixels(30));
    }

    [Fact]
    public void A_gap_makes_a_recording_incomplete_whatever_its_end()
    {
        var session = new SyntheticSession();
        session.Keyframe(0);
        session.At(5000, b => b.AppendGap(2500, GapCause.Overload, "the disk was too slow"));
        Assert.Equal(SealState.Incomplete, session.Finish().Seal.State);
    }

    internal static List<(long Time, RecordKind Kind, byte[] Body)> ReadAll(ReadOnlyMemory<byte> file)
    {
        var records = new List<(long, RecordKind, byte[])>();
        ReadOnlySpan<byte> chain = System.Security.Cryptography.SHA256.HashData(file.Span[..RecordingHeader.Length]);
        for (var at = RecordingHeader.Length; at < file.Length - Trailer.Length;)
        {
            Assert.Equal(ChunkStatus.Ok, ChunkReader.Read(file[at..], chain, out var chunk));
            chain = chunk.Chain.Span;
            at += chunk.Header.TotalLength;
            if (chunk.Header.Type != ChunkType.Records)
                continue;
            var reader = new RecordReader(chunk.Body.Span, chunk.Header.FirstTime);
            while (reader.TryRead(out var record))
                records.Add((record.Time, record.Kind, record.Body.ToArray()));
            Assert.Null(reader.Problem);
            Assert.Equal(chunk.Header.LastTime, reader.Time);
        }

        return records;
    }
}
