using Hindsight.Recording.Playback;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Xunit;

namespace Hindsight.Unit.Server.Recorder;

public sealed class RecordingUploadsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_refuses_costs_nothing_but_time()
    {
        using var rig = await RecorderRig.CreateAsync();
        var scripts = new List<RecordedScript>();
        for (var i = 0; i < 3; i++)
        {
            scripts.Add(await rig.BeginAsync(seed: (ulong)i));
            await scripts[i].ResizeAsync(320, 200);
            await scripts[i].DrawAsync();
            await scripts[i].EndAsync();
        }

        rig.Store.Refuses = true;
        for (var day = 0; day < 3; day++)
        {
            Assert.False(await rig.Uploads.RunOnceAsync(TimeSpan.FromMinutes(5), Cancellation));
            rig.Test.Clock.Advance(TimeSpan.FromDays(1));
            rig.Restart();
        }

        foreach (var script in scripts)
        {
            var entry = await rig.EntryAsync(script.Session.Sid);
            Assert.Equal(RecordingState.Uploading, entry.State);
            Assert.StartsWith("The bucket does not answer. Next try at ", entry.Reason, StringComparison.Ordinal);
            Assert.True(rig.Spool.Has(script.Session.Sid));
        }

        rig.Store.Refuses = false;
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromMinutes(5), Cancellation));
        foreach (var script in scripts)
        {
            var entry = await rig.EntryAsync(script.Session.Sid);
            Assert.Equal((RecordingState.Complete, null, true), (entry.State, entry.Reason, entry.Stored));
            Assert.False(rig.Spool.Has(script.Session.Sid));
            new RecordingPlayer(await rig.StoredBytesAsync(script.Session.Sid)).Play(script.Pictures);
        }

        Assert.Equal(3, (await rig.Test.EventsAsync()).Count(e => e == "session.upload T2005I"));
    }

    [Fact]
    public async Task What_the_cluster_records_is_signed_and_verifies()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.DrawAsync();
        await script.EndAsync();
        await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation);
        var found = await RecordingVerifier.VerifyAsync(
            new MemoryRecordingSource(await rig.StoredBytesAsync(script.Session.Sid)), rig.Keys.Verifier, script.Session.Sid.Value, Cancellation);
        Assert.Equal((Verdict.Whole, true), (found.Verdict, found.IsSigned));
        Assert.Equal(rig.Keys.List(KeyPurpose.Signing)[0].KeyId, Convert.ToHexStringLower(found.Seal!.KeyId.Span));
    }

    [Fact]
    public async Task A_file_that_was_changed_before_the_store_had_it_is_not_called_complete()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        for (var i = 0; i < 6; i++)
            await script.DrawAsync(900);
        await script.EndAsync();
        var path = rig.Spool.PathOf(script.Session.Sid);
        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancellation);

        await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation);
        var entry = await rig.EntryAsync(script.Session.Sid);
        Assert.Equal((RecordingState.Incomplete, true), (entry.State, entry.Stored));
        Assert.Matches(@"^The file was changed on the server's disk: a part of the recording .* \(00:00:0\d\)\.$", entry.Reason);
        Assert.Equal(bytes, await rig.StoredBytesAsync(script.Session.Sid));
        Assert.Contains((await rig.Catalog.RowsAsync(script.Session.Sid, Cancellation)).Marks, m => m.Kind == "damaged");
        Assert.Contains("session.recording.altered HS3002W", await rig.Test.EventsAsync());
    }

    [Fact]
    public async Task A_server_killed_between_the_store_and_the_spool_sweeps_up_at_its_start()
    {
        using var rig = await RecorderRig.CreateAsync();
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.EndAsync();
        var path = rig.Spool.PathOf(script.Session.Sid);
        var local = await File.ReadAllBytesAsync(path, Cancellation);
        await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation);
        await File.WriteAllBytesAsync(path, local, Cancellation);
        var orphan = Path.Combine(Path.GetDirectoryName(path)!, $"{Guid.NewGuid()}.hsr");
        await File.WriteAllTextAsync(orphan, "of a database that is no more", Cancellation);

        rig.Restart();
        await rig.Uploads.StartAsync(Cancellation);
        await Settle.UntilAsync(() => Task.FromResult(!File.Exists(path)));
        await rig.Uploads.StopAsync(Cancellation);
        Assert.True(File.Exists(orphan), "what no row knows is nobody's to delete");
        Assert.Equal(local, await rig.StoredBytesAsync(script.Session.Sid));
    }

    [Fact]
    public async Task Ending_a_session_wakes_the_uploads()
    {
        using var rig = await RecorderRig.CreateAsync();
        await rig.Uploads.StartAsync(Cancellation);
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.EndAsync();
        await Settle.UntilAsync(async () => (await rig.EntryAsync(script.Session.Sid)).State == RecordingState.Complete);
        await rig.Uploads.StopAsync(Cancellation);
    }
}
