using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Xunit;

namespace Hindsight.Unit.Server.Recorder;

/// <summary>A server that encrypts: what lies on its disk tells nothing, and everything works as without.</summary>
public sealed class EncryptedRecordingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_stored_is_encrypted_and_what_is_played_is_not()
    {
        using var rig = await RecorderRig.CreateAsync(encrypted: true);
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        for (var i = 0; i < 8; i++)
            await script.DrawAsync(700);
        await script.NoticeAsync("The disk is nearly full.");

        // While it runs, a player that follows gets what is durable.
        await Settle.UntilAsync(async () => (await rig.EntryAsync(script.Session.Sid)).DurationMs >= 4000);
        var entry = await rig.EntryAsync(script.Session.Sid);
        var running = (await rig.PlayedBytesAsync(script.Session.Sid))[..(int)entry.Bytes];
        new RecordingPlayer(running).Play(script.Pictures.Where(p => p.Time <= entry.DurationMs).ToList());

        await script.EndAsync();
        await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation);
        var stored = await rig.StoredBytesAsync(script.Session.Sid);
        Assert.True(stored.AsSpan().IndexOf("nearly full"u8) < 0);
        var locked = await RecordingScan.RunAsync(new MemoryRecordingSource(stored), Cancellation);
        Assert.True(locked.IsLocked);
        Assert.Equal(Verdict.Whole, RecordingVerifier.Judge(locked, rig.Keys.Verifier, script.Session.Sid.Value).Verdict);

        var played = await rig.PlayedBytesAsync(script.Session.Sid);
        Assert.Equal(running, played[..running.Length]);
        new RecordingPlayer(played).Play(script.Pictures);
        var rows = await rig.Catalog.RowsAsync(script.Session.Sid, Cancellation);
        Assert.Contains(rows.Marks, m => m.Text == "The disk is nearly full.");
        Assert.Equal(320, rows.Segments[0].Width);
    }

    [Fact]
    public async Task A_new_key_reads_on_what_the_old_one_read()
    {
        using var rig = await RecorderRig.CreateAsync(encrypted: true);
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.DrawAsync();
        await rig.Keys.RotateAsync(KeyPurpose.Encryption, "root", Cancellation);
        await script.EndAsync();
        await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation);
        new RecordingPlayer(await rig.PlayedBytesAsync(script.Session.Sid)).Play(script.Pictures);
        Assert.Equal(2, rig.Keys.Identities.Count);
    }

    [Fact]
    public async Task Whatever_a_killed_server_left_of_it_plays()
    {
        using var rig = await RecorderRig.CreateAsync(encrypted: true);
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        for (var i = 0; i < 10; i++)
            await script.DrawAsync(550);
        await script.EndAsync();
        var path = rig.Spool.PathOf(script.Session.Sid);
        var whole = await File.ReadAllBytesAsync(path, Cancellation);
        var random = new Random(11);
        foreach (var cut in Enumerable.Range(0, 25).Select(_ => random.Next(0, whole.Length)).Append(64).Append(whole.Length - 1))
        {
            await File.WriteAllBytesAsync(path, whole[..cut], Cancellation);
            await rig.Test.Database.ExecuteAsync("DELETE FROM recordings", null, Cancellation);
            await rig.Ledger.AdmitAsync(script.Session, Cancellation);
            rig.Restart();
            Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));
            var entry = await rig.EntryAsync(script.Session.Sid);
            if (entry.State == RecordingState.Lost)
            {
                Assert.InRange(cut, 0, whole.Length / 2);
                continue;
            }

            var verdict = await RecordingVerifier.VerifyAsync(new MemoryRecordingSource(await rig.StoredBytesAsync(script.Session.Sid)), rig.Keys.Verifier, script.Session.Sid.Value, Cancellation);
            Assert.Equal((entry.State == RecordingState.Complete ? Verdict.Whole : Verdict.Incomplete, true), (verdict.Verdict, verdict.IsSigned));
            var player = new RecordingPlayer(await rig.PlayedBytesAsync(script.Session.Sid));
            player.Play(script.Pictures);
            Assert.Equal(entry.DurationMs, player.Duration);
        }
    }

    [Fact]
    public async Task What_was_encrypted_for_another_cluster_is_kept_and_said_so()
    {
        using var other = await RecorderRig.CreateAsync(encrypted: true);
        using var foreign = await other.BeginAsync();
        await foreign.ResizeAsync(320, 200);
        for (var i = 0; i < 4; i++)
            await foreign.DrawAsync(700);
        await foreign.EndAsync();
        var bytes = await File.ReadAllBytesAsync(other.Spool.PathOf(foreign.Session.Sid), Cancellation);

        using var rig = await RecorderRig.CreateAsync(encrypted: true);
        var cut = bytes[..(bytes.Length / 2)];
        await File.WriteAllBytesAsync(rig.Spool.PathOf(foreign.Session.Sid), cut, Cancellation);
        await rig.Ledger.AdmitAsync(foreign.Session, Cancellation);
        Assert.True(await rig.Uploads.RunOnceAsync(TimeSpan.FromSeconds(5), Cancellation));
        var entry = await rig.EntryAsync(foreign.Session.Sid);
        Assert.Equal(RecordingState.Incomplete, entry.State);
        Assert.Contains("encrypted with a key that this server does not have", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(cut, await rig.StoredBytesAsync(foreign.Session.Sid));
        Assert.Equal(cut, await rig.PlayedBytesAsync(foreign.Session.Sid));
    }

    [Fact]
    public async Task Without_the_configuration_nothing_is_encrypted()
    {
        using var rig = await RecorderRig.CreateAsync();
        Assert.Null(rig.Keys.Encrypt(Guid.NewGuid()));
        Assert.Empty(rig.Keys.Identities);
        using var script = await rig.BeginAsync();
        await script.ResizeAsync(320, 200);
        await script.EndAsync();
        Assert.Equal(HeaderStatus.Ok, RecordingHeader.Read(await File.ReadAllBytesAsync(rig.Spool.PathOf(script.Session.Sid), Cancellation), out var header));
        Assert.False(header!.IsEncrypted);
    }
}
