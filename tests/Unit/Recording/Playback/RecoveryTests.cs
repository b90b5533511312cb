using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

public sealed class RecoveryTests
{
    private static readonly SmallRecording Small = SmallRecording.Signed;

    [Fact]
    public async Task Every_cut_file_can_be_closed_and_then_verifies()
    {
        var token = TestContext.Current.CancellationToken;
        var end = Small.Starts[^5];
        for (var length = RecordingHeader.Length; length < Small.Bytes.Length; length++)
        {
            var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(Small.Bytes.AsMemory(0, length)), token);
            var recovery = RecordingRecovery.Plan(scan, SealCause.Interrupted, "the server was killed", SmallRecording.Key);
            Assert.NotNull(recovery);
            byte[] closed = [.. Small.Bytes.AsSpan(0, (int)recovery.TruncateAt), .. recovery.Closing.Span];
            Assert.Equal(recovery.Result.Length, closed.Length);

            var verification = await RecordingVerifier.VerifyAsync(new MemoryRecordingSource(closed), SmallRecording.Key, null, token);
            var hasEnd = length >= Small.Starts[^4];
            Assert.True(verification.Verdict == (hasEnd ? Verdict.Whole : Verdict.Incomplete), $"{length} of {end}: {verification}");
            Assert.Equal(hasEnd ? SealCause.DesktopClosed : SealCause.Interrupted, verification.Seal!.Cause);
            Assert.Equal(scan.Duration, verification.Seal.Duration);

            var opened = await OpenedRecording.TryReadTailAsync(new MemoryRecordingSource(closed), token);
            Assert.NotNull(opened);
            Assert.Equal(recovery.Result.Index.Segments, opened.Index.Segments);
        }
    }

    [Fact]
    public async Task A_file_cut_behind_damage_keeps_the_damage_and_all_that_follows()
    {
        var token = TestContext.Current.CancellationToken;
        var bytes = Small.Bytes[..(int)Small.Closed.IndexOffset];
        bytes[Small.Session.Chunks[1].Offset + 41] ^= 4;
        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), token);
        var recovery = RecordingRecovery.Plan(scan, SealCause.Cut, "", null)!;
        Assert.Equal(bytes.Length, recovery.TruncateAt);
        var again = await RecordingScan.RunAsync(new MemoryRecordingSource((byte[])[.. bytes, .. recovery.Closing.Span]), token);
        Assert.Equal(DamageKind.Body, Assert.Single(again.Damage).Kind);
        Assert.NotNull(again.Seal);
    }

    [Fact]
    public async Task A_sealed_recording_is_left_alone()
    {
        var token = TestContext.Current.CancellationToken;
        var bytes = Small.Bytes.ToArray();
        Assert.Null(RecordingRecovery.Plan(await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), token), SealCause.Cut, "", null));
        bytes[Small.Closed.SealOffset + 50] ^= 1;
        Assert.Null(RecordingRecovery.Plan(await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), token), SealCause.Cut, "", null));
    }

    [Fact]
    public async Task A_growing_file_is_scanned_on_from_where_the_scan_stopped()
    {
        var token = TestContext.Current.CancellationToken;
        var scan = new RecordingScan();
        for (var length = 0; length <= Small.Bytes.Length; length += 13)
            await scan.AdvanceAsync(new MemoryRecordingSource(Small.Bytes.AsMemory(0, length)), token);
        await scan.AdvanceAsync(new MemoryRecordingSource(Small.Bytes), token);
        Assert.Empty(scan.Damage);
        Assert.Equal(Small.Closed.Index.Segments, scan.BuildIndex().Segments);
        Assert.Equal(Verdict.Whole, RecordingVerifier.Judge(scan, SmallRecording.Key, null).Verdict);
    }
}
