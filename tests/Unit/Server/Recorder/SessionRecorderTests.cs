using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Server.Library;
using Hindsight.Server.Recorder;
using Xunit;

namespace Hindsight.Unit.Server.Recorder;

public sealed class SessionRecorderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_was_drawn_is_what_is_recorded(ulong seed)
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync(seed: seed);
        await script.ResizeAsync(320, 200);
        for (var i = 0; i < 60; i++)
        {
            await script.DrawAsync(i % 7 == 0 ? 900 : 40);
            if (i == 30)
                await script.ResizeAsync(200, 311);
        }

        await script.EndAsync();
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));

        var entry = await rig.EntryAsync(script.Session.Sid);
        Assert.Equal((RecordingState.Complete, script.Now, (int?)200, 311), (entry.State, entry.DurationMs, entry.Width, entry.Height));
        Assert.False(rig.Spool.Has(script.Session.Sid));
        var bytes = await rig.StoredBytesAsync(script.Session.Sid);
        Assert.Equal(entry.Bytes, bytes.Length);
        Assert.InRange(new RecordingPlayer(bytes).Play(script.Pictures), 40, int.MaxValue);

        var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), Cancellation);
        Assert.Empty(scan.Damage);
        var rows = await rig.Catalog.RowsAsync(script.Session.Sid, Cancellation);
        Assert.Equal(scan.BuildIndex().Segments.Select(s => (s.Time, s.Offset, s.Width, s.Height)), rows.Segments.Select(s => (s.Time, s.Offset, s.Width, s.Height)));
        Assert.Equal(scan.BuildIndex().Activity, rows.Activity);
    }

    [Fact]
    public async Task The_ledger_never_promises_more_than_is_on_disk()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        for (var i = 0; i < 30; i++)
        {
            await script.DrawAsync(300);
            // In this order, as the index is served: what is durable grows meanwhile.
            var rows = await rig.Catalog.RowsAsync(script.Session.Sid, Cancellation);
            var entry = await rig.EntryAsync(script.Session.Sid);
            if (entry.Bytes == 0)
                continue;
            await using var file = rig.Spool.TryOpen(script.Session.Sid);
            Assert.True(entry.Bytes <= file!.Length);
            var bytes = new byte[entry.Bytes];
            await file.ReadAsync(0, bytes, Cancellation);
            var scan = await RecordingScan.RunAsync(new MemoryRecordingSource(bytes), Cancellation);
            Assert.Equal(entry.Bytes, scan.ValidEnd);
            Assert.All(rows.Segments, s => Assert.InRange(s.End, s.Offset, entry.Bytes));
            new RecordingPlayer(bytes).Play(script.Pictures);
        }

        await script.EndAsync();
    }

    [Fact]
    public async Task A_chunk_is_on_disk_soon_after_a_second_though_nothing_more_happens()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.DrawAsync();
        var drawn = script.Pictures[^1].Time;
        // Pulses come every quarter of a second; each is let run before the next.
        for (var i = 0; i < 6 && (await rig.EntryAsync(script.Session.Sid)).DurationMs < drawn; i++)
        {
            script.Pass(250);
            await Settle.UntilAsync(async () => script.Now < drawn + 1000 || (await rig.EntryAsync(script.Session.Sid)).DurationMs >= drawn);
        }

        Assert.InRange(script.Now, drawn, drawn + 1500);
        await script.EndAsync();
    }

    [Fact]
    public async Task A_slow_disk_makes_the_session_wait_and_loses_nothing()
    {
        using var rig = await RecorderRig.CreateAsync(new RecorderOptions { MinimumFreeBytes = 0, QueuedChunks = 2 });
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        rig.File!.Hang();
        var drawing = Task.Run(async () =>
        {
            for (var i = 0; i < 12; i++)
                await script.DrawNoiseAsync();
        }, Cancellation);

        // One chunk is at the disk, two wait, one is refused a place: the fourth or fifth picture is not accepted.
        await Settle.UntilAsync(() => Task.FromResult(rig.File.Asked >= 2));
        await Settle.UntilAsync(() => Task.FromResult(script.Pictures.Count >= 4));
        Assert.False(drawing.IsCompleted);
        Assert.InRange(script.Pictures.Count, 4, 6);

        rig.File.Resume();
        await drawing;
        await script.EndAsync();
        await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal(13, new RecordingPlayer(await rig.StoredBytesAsync(script.Session.Sid)).Play(script.Pictures));
    }

    [Fact]
    public async Task A_disk_that_hangs_too_long_ends_the_recording_and_says_why()
    {
        using var rig = await RecorderRig.CreateAsync(new RecorderOptions { MinimumFreeBytes = 0, QueuedChunks = 2 });
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.DrawNoiseAsync();
        await script.DrawNoiseAsync();
        await Settle.UntilAsync(async () => (await rig.EntryAsync(script.Session.Sid)).Bytes > 0);
        rig.File!.Hang();
        await script.DrawNoiseAsync();
        await script.DrawNoiseAsync();
        script.Pass((int)rig.Options.MaxBacklog.TotalMilliseconds - 500);
        Assert.False(script.Recorder.Failed.IsCompleted);
        script.Pass(1000);
        Assert.Equal(RecordingFaultKind.Backlog, (await script.Recorder.Failed).Kind);
        await Assert.ThrowsAsync<RecordingFailedException>(() => script.DrawNoiseAsync());

        var ending = script.EndAsync();
        await Settle.UntilAsync(() => Task.FromResult(Advance(script, ending)));
        var entry = await rig.EntryAsync(script.Session.Sid);
        Assert.Equal(RecordingState.Incomplete, entry.State);
        Assert.Contains("did not take the recording for 10 seconds", entry.Reason, StringComparison.Ordinal);
        Assert.True(rig.Active.Has(script.Session.Sid), "nobody may touch the file while the disk still holds a write to it");

        rig.File.Resume();
        await Settle.UntilAsync(() => Task.FromResult(!rig.Active.Has(script.Session.Sid)));
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));
        Assert.Equal(RecordingState.Incomplete, (await rig.EntryAsync(script.Session.Sid)).State);
        Assert.InRange(new RecordingPlayer(await rig.StoredBytesAsync(script.Session.Sid)).Play(script.Pictures), 2, int.MaxValue);
    }

    [Fact]
    public async Task A_full_disk_ends_the_recording_which_plays_as_far_as_it_goes()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        rig.File!.Capacity = 1_000_000;
        var error = await Assert.ThrowsAsync<RecordingFailedException>(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await script.DrawNoiseAsync();
                await Task.Yield();
            }

            // The disk may be behind the session; what it says comes at the latest now.
            throw new RecordingFailedException(await script.Recorder.Failed);
        });
        Assert.Equal(RecordingFaultKind.DiskFull, error.Fault.Kind);
        await script.EndAsync(SealCause.RecordingFailed, error.Message);

        var entry = await rig.EntryAsync(script.Session.Sid);
        Assert.Equal((RecordingState.Incomplete, error.Message), (entry.State, entry.Reason));
        Assert.Contains("session.recording.incomplete HS3001W", await rig.Test.EventsAsync());
        Assert.True(rig.Spool.Has(script.Session.Sid));

        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));
        var stored = await rig.EntryAsync(script.Session.Sid);
        Assert.Equal((RecordingState.Incomplete, true, error.Message), (stored.State, stored.Stored, stored.Reason));
        var player = new RecordingPlayer(await rig.StoredBytesAsync(script.Session.Sid));
        Assert.InRange(player.Play(script.Pictures), 2, int.MaxValue);
        Assert.Equal((byte)SealCause.RecordingFailed, player.Records.Single(e => e.Kind == RecordKind.End).Body[0]);
    }

    [Fact]
    public async Task A_session_that_must_be_recorded_does_not_begin_without_room()
    {
        using var rig = await RecorderRig.CreateAsync(new RecorderOptions { MinimumFreeBytes = long.MaxValue });
        var error = await Assert.ThrowsAsync<RecordingFailedException>(() => rig.BeginAsync());
        Assert.Equal(RecordingFaultKind.DiskFull, error.Fault.Kind);
        Assert.Empty(await rig.Catalog.UnstoredAsync(Cancellation));
    }

    [Fact]
    public async Task A_session_that_is_not_recorded_begins_all_the_same_and_leaves_no_file()
    {
        using var rig = await RecorderRig.CreateAsync(new RecorderOptions { MinimumFreeBytes = long.MaxValue });
        var sid = Hindsight.Server.Storage.SessionId.Create();
        var session = new AdmittedSession(sid, "desktop", "alice", "d1", "a", rig.Test.Clock.GetUtcNow(), "off by a rule", Recorded: false);
        Assert.Null(await rig.Recorders.BeginAsync(session, () => 0, Cancellation));
        await rig.Recorders.EndAsync(session, null, SealCause.ClosedByUser, "", 61_000, Cancellation);
        var entry = await rig.EntryAsync(sid);
        Assert.Equal((RecordingState.Off, "off by a rule", 61_000L), (entry.State, entry.Rule, entry.DurationMs));
        Assert.False(rig.Spool.Has(sid));
    }

    [Fact]
    public async Task A_session_that_never_began_leaves_nothing()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await rig.Recorders.WithdrawAsync(script.Session, script.Recorder, Cancellation);
        Assert.Null(await rig.Catalog.FindAsync(script.Session.Sid, Cancellation));
        Assert.False(rig.Spool.Has(script.Session.Sid));
        Assert.False(rig.Active.Has(script.Session.Sid));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_costs_no_recording()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.DrawAsync();
        await rig.Test.Database.ExecuteAsync("ALTER TABLE recordings RENAME TO away", null, Cancellation);
        for (var i = 0; i < 4; i++)
            await script.DrawAsync(1100);
        await script.EndAsync();
        await rig.Test.Database.ExecuteAsync("ALTER TABLE away RENAME TO recordings", null, Cancellation);

        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));
        Assert.Equal(RecordingState.Complete, (await rig.EntryAsync(script.Session.Sid)).State);
        Assert.Equal(6, new RecordingPlayer(await rig.StoredBytesAsync(script.Session.Sid)).Play(script.Pictures));
    }

    [Fact]
    public async Task A_running_recording_can_be_sought_with_its_marks()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.NoticeAsync("look here");
        await script.DrawAsync(1100);
        await script.DrawAsync(1100);
        await Settle.UntilAsync(async () => (await rig.EntryAsync(script.Session.Sid)).Bytes > 0);
        var rows = await rig.Catalog.RowsAsync(script.Session.Sid, Cancellation);
        Assert.Contains(rows.Marks, m => (m.Kind, m.Text, m.Time) == ("notice", "look here", 0));
        Assert.Equal(0, Assert.Single(rows.Segments).Number);
        await script.EndAsync();
    }

    private static bool Advance(RecordedScript script, Task ending)
    {
        script.Pass(1000);
        return ending.IsCompleted;
    }
}
