using Hindsight.Server.Library;
using Hindsight.Server.Storage;
using Xunit;

namespace Hindsight.Unit.Server.Library;

public sealed class RecordingLooksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reading_on_is_one_look_until_there_was_a_pause()
    {
        using var test = await TestDatabase.CreateAsync();
        var looks = new RecordingLooks(test.Audit, test.Clock);
        var entry = await EntryAsync(test);
        for (var i = 0; i < 5; i++)
        {
            await looks.PlayedAsync("bob", entry, "192.0.2.1", Cancellation);
            test.Clock.Advance(RecordingLooks.Pause - TimeSpan.FromSeconds(1));
        }

        Assert.Single(await test.EventsAsync());
        test.Clock.Advance(TimeSpan.FromSeconds(2));
        await looks.PlayedAsync("bob", entry, "192.0.2.1", Cancellation);
        await looks.PlayedAsync("carol", entry, "192.0.2.1", Cancellation);
        Assert.Equal(3, (await test.EventsAsync()).Count);
    }

    [Fact]
    public async Task Every_download_and_every_watched_stretch_is_an_event()
    {
        using var test = await TestDatabase.CreateAsync();
        var looks = new RecordingLooks(test.Audit, test.Clock);
        var entry = await EntryAsync(test);
        await looks.DownloadedAsync("bob", entry, "192.0.2.1", Cancellation);
        await looks.DownloadedAsync("bob", entry, "192.0.2.1", Cancellation);
        await looks.WatchedAsync("bob", entry, "192.0.2.1", new WatchedRequest(1000, 31_000), Cancellation);

        var bodies = await test.Database.QueryAsync<string>("SELECT body FROM audit_events ORDER BY time", null, Cancellation);
        Assert.Equal(3, bodies.Count);
        Assert.Contains("\"seconds\":30", bodies[2], StringComparison.Ordinal);
        Assert.All(bodies, b => Assert.Contains("\"code\":\"T2012I\"", b, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_look_that_could_not_be_written_down_is_tried_again()
    {
        using var test = await TestDatabase.CreateAsync();
        var looks = new RecordingLooks(test.Audit, test.Clock);
        var entry = await EntryAsync(test);
        await test.Database.ExecuteAsync("ALTER TABLE audit_events RENAME TO away", null, Cancellation);
        await Assert.ThrowsAnyAsync<Exception>(() => looks.PlayedAsync("bob", entry, "192.0.2.1", Cancellation));
        await test.Database.ExecuteAsync("ALTER TABLE away RENAME TO audit_events", null, Cancellation);
        await looks.PlayedAsync("bob", entry, "192.0.2.1", Cancellation);
        Assert.Single(await test.EventsAsync());
    }

    private static async Task<LedgerEntry> EntryAsync(TestDatabase test)
    {
        var sid = SessionId.Create();
        await new Ledger(test.Database, test.Audit).AdmitAsync(new AdmittedSession(sid, "desktop", "alice", "d1", "a", test.Clock.GetUtcNow(), "r", true), Cancellation);
        return (await new RecordingCatalog(test.Database).FindAsync(sid, Cancellation))!;
    }
}
