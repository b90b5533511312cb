using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Unit.Recording.Chunks;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>Every cut and every changed bit of a small recording.</summary>
public sealed class DamageTests
{
    private static readonly SmallRecording Small = SmallRecording.Signed;

    [Fact]
    public async Task Every_cut_is_found_and_what_is_before_it_plays()
    {
        for (var length = 0; length < Small.Bytes.Length; length++)
        {
            var source = new MemoryRecordingSource(Small.Bytes.AsMemory(0, length));
            var scan = await RecordingScan.RunAsync(source, TestContext.Current.CancellationToken);
            var whole = Small.Starts.SkipLast(2).Where((_, i) => Small.Starts[i + 1] <= length).ToArray();

            Assert.Equal(Small.Session.Chunks.Where(c => c.StartsSegment && whole.Contains(c.Offset)).Select(c => c.Offset), scan.BuildIndex().Segments.Select(s => s.Offset));
            if (length < RecordingHeader.Length)
            {
                Assert.Equal(length == 0 ? HeaderStatus.Truncated : scan.HeaderStatus, scan.HeaderStatus);
                Assert.Null(scan.Header);
                continue;
            }

            Assert.True(scan.IsCut);
            Assert.Equal(whole.Length == 0 ? RecordingHeader.Length : Small.Starts[whole.Length], scan.ValidEnd);
            var verification = RecordingVerifier.Judge(scan, SmallRecording.Key, null);
            Assert.Equal(Verdict.TailMissing, verification.Verdict);
            Assert.Equal(whole.Length == 0 ? 0 : Small.Header(whole.Length - 1).LastTime, verification.From);
        }
    }

    [Fact]
    public async Task Every_changed_bit_is_found_and_named_and_costs_only_its_chunk()
    {
        var bytes = Small.Bytes.ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), TestContext.Current.CancellationToken);
            var verification = RecordingVerifier.Judge(scan, SmallRecording.Key, null);
            var chunk = Small.ChunkAt(bit / 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.True(verification.Verdict == Verdict.Altered, $"bit {bit}: {verification}");
            var (first, last) = chunk < 0 ? (0, 0)
                : chunk >= Small.Starts.Length - 2 ? (Small.Closed.Seal.Duration, Small.Closed.Seal.Duration)
                : (Small.Header(chunk).FirstTime, Small.Header(chunk).LastTime);
            Assert.True(verification.From <= first && verification.To >= first && verification.To >= Math.Min(last, verification.To), $"bit {bit}: {verification}");

            var expected = Small.Session.Chunks.Where(c => c.StartsSegment && c.Sequence != chunk).Select(c => c.Offset);
            var found = scan.BuildIndex().Segments.Select(s => s.Offset);
            Assert.True(expected.All(o => found.Contains(o)), $"bit {bit}: a segment elsewhere was lost");
            Assert.Equal(chunk < 0, scan.Header is null);
        }
    }

    [Fact]
    public async Task Every_changed_bit_leaves_a_recording_that_opens()
    {
        var bytes = Small.Bytes.ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var opened = await OpenedRecording.OpenAsync(new MemoryRecordingSource(bytes), TestContext.Current.CancellationToken);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.InRange(opened.Index.Segments.Count, 3, 4);
            Assert.Equal(Small.Closed.Seal.Duration, opened.Duration);
        }
    }

    [Fact]
    public async Task Every_chunk_that_is_taken_out_is_missed_with_its_time()
    {
        for (var chunk = 0; chunk < Small.Starts.Length - 4; chunk++)
        {
            byte[] bytes = [.. Small.Bytes[..(int)Small.Starts[chunk]], .. Small.Bytes[(int)Small.Starts[chunk + 1]..]];
            var verification = await RecordingVerifier.VerifyAsync(new MemoryRecordingSource(bytes), null, null, TestContext.Current.CancellationToken);
            Assert.Equal(Verdict.ChunkMissing, verification.Verdict);
            Assert.Equal(chunk == 0 ? 0 : Small.Header(chunk - 1).LastTime, verification.From);
            Assert.Equal(Small.Header(chunk + 1).FirstTime, verification.To);
        }
    }

    [Fact]
    public async Task Chunks_that_change_places_or_come_twice_are_found()
    {
        for (var chunk = 0; chunk < Small.Starts.Length - 4; chunk++)
        {
            var (a, b, c) = ((int)Small.Starts[chunk], (int)Small.Starts[chunk + 1], (int)Small.Starts[chunk + 2]);
            byte[] swapped = [.. Small.Bytes[..a], .. Small.Bytes[b..c], .. Small.Bytes[a..b], .. Small.Bytes[c..]];
            byte[] twice = [.. Small.Bytes[..b], .. Small.Bytes[a..]];
            foreach (var bytes in new[] { swapped, twice })
            {
                var verification = await RecordingVerifier.VerifyAsync(new MemoryRecordingSource(bytes), null, null, TestContext.Current.CancellationToken);
                Assert.True(verification.Verdict is Verdict.Altered or Verdict.ChunkMissing, $"{verification}");
                Assert.InRange(verification.From, 0, Small.Header(chunk + 1).FirstTime);
            }
        }
    }

    [Fact]
    public async Task Bytes_cut_out_or_put_in_anywhere_cost_at_most_the_chunks_they_touch()
    {
        for (var at = RecordingHeader.Length; at < Small.Closed.IndexOffset - 200; at += 7)
        {
            foreach (var bytes in new byte[][]
            {
                [.. Small.Bytes[..at], .. Small.Bytes[(at + 90)..]],
                [.. Small.Bytes[..at], .. new byte[90], .. Small.Bytes[at..]],
            })
            {
                var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), TestContext.Current.CancellationToken);
                var (from, to) = (Small.ChunkAt(at), Small.ChunkAt(at + 89));
                var expected = Small.Session.Chunks.Count(c => c.StartsSegment && (c.Sequence < from || c.Sequence > to));
                Assert.True(scan.BuildIndex().Segments.Count >= expected, $"at {at}: {scan.BuildIndex().Segments.Count} < {expected}");
                Assert.NotEmpty(scan.Damage);
                Assert.NotNull(scan.Seal);
            }
        }
    }

    [Fact]
    public async Task Damage_hides_pictures_until_the_next_segment()
    {
        var bytes = Small.Bytes.ToArray();
        bytes[Small.Session.Chunks[1].Offset + ChunkHeader.Length + 3] ^= 1;
        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), TestContext.Current.CancellationToken);
        var damage = Assert.Single(scan.Damage);
        Assert.Equal((DamageKind.Body, 1800, 1800, 31_000), (damage.Kind, damage.From, damage.To, damage.ShownAgain));
        Assert.True(damage.HidesPictures);
    }

    [Fact]
    public async Task A_recording_written_anew_is_told_by_its_key()
    {
        var token = TestContext.Current.CancellationToken;
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var forged = new SyntheticSession();
        forged.Keyframe(0);
        forged.Finish(SealCause.ClosedByUser, "", new EcdsaSealKey(other));
        var unsigned = new SyntheticSession();
        unsigned.Keyframe(0);
        unsigned.Finish();
        var key = SmallRecording.Key;
        var id = SyntheticSession.SampleHeader.SessionId;

        async Task<Verdict> Verify(byte[] bytes, ISealVerifier? with, Guid? session = null) =>
            (await RecordingVerifier.VerifyAsync(new MemoryRecordingSource(bytes), with, session, token)).Verdict;

        Assert.Equal(Verdict.Whole, await Verify(Small.Bytes, key, id));
        Assert.Equal(Verdict.WrongKey, await Verify(forged.Bytes, key, id));
        Assert.Equal(Verdict.NotOurs, await Verify(unsigned.Bytes, key, id));
        Assert.Equal(Verdict.Whole, await Verify(unsigned.Bytes, null, id));
        Assert.Equal(Verdict.NotOurs, await Verify(Small.Bytes, key, Guid.NewGuid()));
        Assert.Equal(Verdict.NotOurs, await Verify("a text file that is longer than the header of a recording, or nearly so"u8.ToArray(), key));
    }

    [Fact]
    public async Task A_random_file_is_read_in_linear_time_and_without_large_memory()
    {
        // Headers that each claim a large body, one inside the other: each would be hashed over and over.
        var bytes = new byte[400_000];
        Small.Bytes.AsSpan(0, RecordingHeader.Length).CopyTo(bytes);
        uint sequence = 0;
        for (var at = RecordingHeader.Length; at + ChunkHeader.Length < bytes.Length; at += ChunkHeader.Length)
            new ChunkHeader(ChunkType.Records, ChunkFlags.None, sequence++, Math.Min(200_000, Math.Max(0, bytes.Length - at - 80)), 1, 0, 0).Write(bytes.AsSpan(at));
        var source = new CountingSource(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var scan = await RecordingScan.RunAsync(source, TestContext.Current.CancellationToken);
        Assert.NotEmpty(scan.Damage);
        Assert.InRange(source.BytesRead, 0, 20L * bytes.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L * bytes.Length);
    }

    private sealed class CountingSource(byte[] bytes) : IRecordingSource
    {
        private readonly MemoryRecordingSource _inner = new(bytes);

        public long BytesRead { get; private set; }

        public long Length => bytes.Length;

        public async ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
        {
            var count = await _inner.ReadAsync(offset, target, cancellationToken);
            BytesRead += count;
            return count;
        }
    }
}
