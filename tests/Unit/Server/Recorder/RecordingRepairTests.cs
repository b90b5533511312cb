using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Server.Library;
using Xunit;

namespace Hindsight.Unit.Server.Recorder;

public sealed class RecordingRepairTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The server was killed and the file ends anywhere: at every chunk border and at bytes between.</summary>
    [Fact]
    public async Task Whatever_a_killed_server_left_of_a_file_plays()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        for (var i = 0; i < 14; i++)
            await script.DrawAsync(550);
        await script.EndAsync();
        var path = rig.Spool.PathOf(script.Session.Sid);
        var whole = await File.ReadAllBytesAsync(path, Cancellation);
        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(whole), Cancellation);
        var firstPicture = scan.BuildIndex().Segments[0].Offset;

        var random = new Random(7);
        var cuts = Enumerable.Range(0, 60).Select(_ => random.Next(0, whole.Length)).Append(0).Append(63).Append(64).Append(whole.Length - 1).Append(whole.Length);
        foreach (var cut in cuts)
            await CutAsync(rig, script, path, whole, cut, firstPicture);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_a_lost_recording()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.DrawAsync();
        await script.EndAsync();
        rig.Spool.Delete(script.Session.Sid);
        rig.Restart();
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));
        var entry = await rig.EntryAsync(script.Session.Sid);
        Assert.Equal((RecordingState.Lost, "The file is missing from the server's spool."), (entry.State, entry.Reason));
        Assert.Contains("session.recording.incomplete HS3001W", await rig.Test.EventsAsync());
    }

    [Fact]
    public async Task A_recording_that_runs_is_left_alone()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));
        Assert.Equal(RecordingState.Recording, (await rig.EntryAsync(script.Session.Sid)).State);
        await script.DrawAsync();
        await script.EndAsync();
        Assert.Equal(RecordingState.Uploading, (await rig.EntryAsync(script.Session.Sid)).State);
    }

    private static async Task CutAsync(RecorderRig rig, RecordedScript script, string path, byte[] whole, int cut, long firstPicture)
    {
        var sid = script.Session.Sid;
        await File.WriteAllBytesAsync(path, whole[..cut], Cancellation);
        await rig.Test.Database.ExecuteAsync("DELETE FROM recordings", null, Cancellation);
        await rig.Ledger.AdmitAsync(script.Session, Cancellation);
        rig.Restart();
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));

        var entry = await rig.EntryAsync(sid);
        if (entry.State == RecordingState.Lost)
        {
            Assert.True(cut < firstPicture + 1000, $"cut at {cut}, there was something to play");
            return;
        }

        Assert.True(entry.Stored && entry.End is not null && !rig.Spool.Has(sid));
        var bytes = await rig.StoredBytesAsync(sid);
        Assert.Equal(entry.Bytes, bytes.Length);
        var player = new RecordingPlayer(bytes);
        player.Play(script.Pictures);
        Assert.Equal(entry.DurationMs, player.Duration);

        // Where the session's own end is in the file nothing is missing, though the seal is.
        var end = (SealCause)Assert.Single(player.Records, e => e.Kind == RecordKind.End).Body[0];
        Assert.Equal(end == SealCause.ClosedByUser ? RecordingState.Complete : RecordingState.Incomplete, entry.State);
        Assert.Equal(end == SealCause.ClosedByUser ? script.Now : Math.Min(script.Now, entry.DurationMs), entry.DurationMs);
        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), Cancellation);
        var verdict = RecordingVerifier.Judge(scan, rig.Keys.Verifier, sid.Value);
        Assert.Equal((end == SealCause.ClosedByUser ? Verdict.Whole : Verdict.Incomplete, true), (verdict.Verdict, verdict.IsSigned));
    }
}
