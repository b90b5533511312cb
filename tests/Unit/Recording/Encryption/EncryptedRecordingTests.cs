using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Unit.Recording.Playback;
using Xunit;

namespace Hindsight.Unit.Recording.Encryption;

public sealed class EncryptedRecordingTests
{
    private static readonly SmallRecording Small = EncryptedRecording.Small;
    private static readonly SmallRecording Plain = SmallRecording.Signed;
    private static readonly IKeyIdentity[] Keys = [EncryptedRecording.Stranger, EncryptedRecording.Reader];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_verified_by_who_can_not_read_it()
    {
        var found = await RecordingVerifier.VerifyAsync(new MemoryRecordingSource(Small.Bytes), SmallRecording.Key, null, Cancellation);
        Assert.Equal((Verdict.Whole, true), (found.Verdict, found.IsSigned));
        var locked = await RecordingScan.RunAsync(new MemoryRecordingSource(Small.Bytes), [EncryptedRecording.Stranger], Cancellation);
        Assert.True(locked.IsLocked);
        Assert.Empty(locked.Damage);
        Assert.Equal(Small.Closed.Index.Segments.Select(s => s with { Width = 0, Height = 0 }), locked.BuildIndex().Segments);
        Assert.Empty(locked.BuildIndex().Marks);
    }

    [Fact]
    public async Task Who_has_the_key_gets_the_whole_index()
    {
        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(Small.Bytes), Keys, Cancellation);
        Assert.False(scan.IsLocked);
        Assert.Equal(Verdict.Whole, RecordingVerifier.Judge(scan, SmallRecording.Key, null).Verdict);
        Assert.Equal(Plain.Closed.Index.Marks, scan.BuildIndex().Marks);
        Assert.Equal(Small.Closed.Index.Segments, scan.BuildIndex().Segments);
    }

    [Fact]
    public async Task Nothing_that_was_shown_or_said_is_in_the_file()
    {
        foreach (var text in new[] { "the disk is nearly full"u8.ToArray(), "look here"u8.ToArray() })
        {
            Assert.True(Plain.Bytes.AsSpan().IndexOf(text) > 0);
            Assert.True(Small.Bytes.AsSpan().IndexOf(text) < 0);
        }

        foreach (var (_, _, body) in Plain.Session.Written.Where(r => r.Body.Length > 20))
            Assert.True(Small.Bytes.AsSpan().IndexOf(body.AsSpan(0, 16)) < 0);
        var opened = await OpenedRecording.TryReadTailAsync(new MemoryRecordingSource(Small.Bytes), Cancellation);
        Assert.All(opened!.Index.Marks, m => Assert.Equal("", m.Text));
        Assert.Equal(Small.Closed.Index.Segments, opened.Index.Segments);
    }

    [Fact]
    public async Task Its_decrypted_form_has_the_records_at_the_same_places()
    {
        var form = await ReadFormAsync(Small.Bytes);
        Assert.Equal(Small.Bytes.Length, form.Length);
        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(form), Cancellation);
        Assert.Equal(Plain.Closed.Index.Marks, scan.BuildIndex().Marks);
        Assert.Equal(Small.Closed.Index.Segments, scan.BuildIndex().Segments);
        // Its chain is the encrypted file's, so nobody can take it for one that verifies.
        Assert.Equal(Verdict.NotOurs, RecordingVerifier.Judge(scan, SmallRecording.Key, null).Verdict);

        var records = new List<(long, RecordKind, byte[])>();
        foreach (var (start, i) in Small.Starts.SkipLast(4).Select((s, i) => (s, i)))
        {
            Assert.Equal(ChunkStatus.Ok, ChunkReader.Read(form.AsMemory((int)start), [], out var chunk));
            var reader = new RecordReader(chunk.Body.Span, chunk.Header.FirstTime);
            while (chunk.Header.Type == ChunkType.Records && reader.TryRead(out var record))
                records.Add((record.Time, record.Kind, record.Body.ToArray()));
        }

        Assert.Equal(Plain.Session.Written.SkipLast(1).Select(r => (r.Time, r.Kind, Convert.ToHexString(r.Body))), records.Select(r => (r.Item1, r.Item2, Convert.ToHexString(r.Item3))).Take(Plain.Session.Written.Count - 1));
    }

    [Fact]
    public async Task Any_part_of_the_decrypted_form_can_be_asked_for()
    {
        var form = await ReadFormAsync(Small.Bytes);
        var dice = new Random(5);
        for (var round = 0; round < 400; round++)
        {
            using var source = await UnlockAsync(Small.Bytes);
            for (var part = 0; part < 3; part++)
            {
                var from = dice.Next(4) == 0 ? (int)Small.Starts[dice.Next(Small.Starts.Length - 1)] : dice.Next(form.Length);
                var bytes = new byte[dice.Next(1, 900)];
                var count = await ReadAsync(source, from, bytes);
                Assert.Equal(Math.Min(bytes.Length, form.Length - from), count);
                Assert.True(form.AsSpan(from, count).SequenceEqual(bytes.AsSpan(0, count)), $"round {round}: {from}");
            }
        }
    }

    [Fact]
    public async Task Chunks_of_another_place_or_recording_do_not_decrypt()
    {
        // Two chunks change places, numbers and checksums with them: all that somebody without the key can do.
        var (a, b) = (3, 4);
        var bytes = Small.Bytes.ToArray();
        var (first, second) = (Small.Header(a), Small.Header(b));
        var moved = bytes[(int)Small.Starts[b]..(int)Small.Starts[b + 1]];
        (second with { Sequence = first.Sequence, FirstTime = first.FirstTime, LastTime = first.LastTime }).Write(moved);
        byte[] forged = [.. bytes[..(int)Small.Starts[a]], .. moved, .. bytes[(int)Small.Starts[a + 1]..]];
        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(forged), Keys, Cancellation);
        Assert.Equal(DamageKind.Body, scan.Damage[0].Kind);

        // Records in plain, where everything is encrypted.
        var plain = Plain.Bytes[(int)Plain.Starts[1]..(int)Plain.Starts[2]];
        (Plain.Header(1) with { Sequence = first.Sequence, FirstTime = first.FirstTime, LastTime = first.FirstTime }).Write(plain);
        forged = [.. bytes[..(int)Small.Starts[a]], .. plain, .. bytes[(int)Small.Starts[a + 1]..]];
        scan = await RecordingScan.RunAsync(new MemoryRecordingSource(await ReadFormAsync(forged)), Cancellation);
        Assert.Equal(DamageKind.Chunk, scan.Damage[0].Kind);
        Assert.DoesNotContain(scan.BuildIndex().Marks, m => m.Time == first.FirstTime && m.Kind == RecordKind.Clipboard);
    }

    [Fact]
    public async Task Every_cut_of_it_can_be_closed_and_then_verifies()
    {
        for (var length = RecordingHeader.Length; length < Small.Bytes.Length; length++)
        {
            var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(Small.Bytes.AsMemory(0, length)), Keys, Cancellation);
            var recovery = RecordingRecovery.Plan(scan, SealCause.Interrupted, "the server was killed", SmallRecording.Key);
            if (length < Small.Starts[1])
            {
                Assert.Null(recovery);
                continue;
            }

            byte[] closed = [.. Small.Bytes.AsSpan(0, (int)recovery!.TruncateAt), .. recovery.Closing.Span];
            foreach (var keys in new[] { Keys, [] })
            {
                var again = await RecordingScan.RunAsync(new MemoryRecordingSource(closed), keys, Cancellation);
                var hasEnd = length >= Small.Starts[^4];
                var verification = RecordingVerifier.Judge(again, SmallRecording.Key, null);
                Assert.True(verification.Verdict == (hasEnd ? Verdict.Whole : Verdict.Incomplete), $"{length}: {verification}");
            }

            Assert.Equal(recovery.Result.Index.Segments, (await OpenedRecording.TryReadTailAsync(new MemoryRecordingSource(closed), Cancellation))!.Index.Segments);
        }
    }

    [Fact]
    public async Task Every_changed_bit_is_found_with_the_key_and_without_and_costs_only_its_chunk()
    {
        var bytes = Small.Bytes.ToArray();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var locked = RecordingVerifier.Judge(await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), Cancellation), SmallRecording.Key, null);
            var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), Keys, Cancellation);
            var verification = RecordingVerifier.Judge(scan, SmallRecording.Key, null);
            var shown = bit % 3 == 0 ? await RecordingScan.RunAsync(new MemoryRecordingSource(await ReadFormAsync(bytes)), Cancellation) : scan;
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.True(verification.Verdict == Verdict.Altered, $"bit {bit}: {verification}");
            Assert.True(locked.Verdict == Verdict.Altered, $"bit {bit}, without the key: {locked}");
            var chunk = Small.ChunkAt(bit / 8);
            foreach (var found in new[] { scan, shown })
            {
                Assert.False(found.IsLocked);
                var expected = Small.Session.Chunks.Where(c => c.StartsSegment && c.Sequence != chunk).Select(c => c.Offset);
                Assert.True(expected.All(o => found.BuildIndex().Segments.Any(s => s.Offset == o)), $"bit {bit}: a segment elsewhere was lost");
            }
        }
    }

    private static async Task<byte[]> ReadFormAsync(byte[] bytes)
    {
        using var source = await UnlockAsync(bytes);
        var form = new byte[bytes.Length];
        Assert.Equal(form.Length, await ReadAsync(source, 0, form));
        return form;
    }

    private static async Task<DecryptedSource> UnlockAsync(byte[] bytes) =>
        Assert.IsType<DecryptedSource>(await RecordingUnlock.OpenAsync(new MemoryRecordingSource(bytes), Keys, Cancellation));

    private static async Task<int> ReadAsync(DecryptedSource source, long from, Memory<byte> target)
    {
        var done = 0;
        while (done < target.Length && await source.ReadAsync(from + done, target[done..], Cancellation) is > 0 and var read)
            done += read;
        return done;
    }
}
