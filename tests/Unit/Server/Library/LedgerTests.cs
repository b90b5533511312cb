using Hindsight.Server.Audit;
using Hindsight.Server.Library;
using Hindsight.Server.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Hindsight.Unit.Server.Library;

public sealed class LedgerTests
{
    private static readonly string[] States = ["recording", "sealing", "uploading", "complete", "incomplete", "lost", "off"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every pair of states.</summary>
    public static TheoryData<string, string> Pairs() => [.. from a in States from b in States where a != b select (a, b)];

    /// <summary>Every pair whose second state is one that moves lead to.</summary>
    public static TheoryData<string, string> Moves() => [.. from a in States from b in States where a != b && b is not ("recording" or "off") select (a, b)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task States_only_move_forward_whoever_writes(string from, string to)
    {
        using var test = await TestDatabase.CreateAsync();
        var sid = SessionId.Create();
        await test.Database.ExecuteAsync(
            "INSERT INTO recordings (sid, kind, user_name, target, login, started, duration, bytes, width, height, state, outcome, rule) VALUES (@sid, 'desktop', 'u', 't', 'l', 0, 0, 0, 0, 0, @from, 'complete', 'r')",
            new { sid = sid.ToString(), from }, Cancellation);
        var forward = MayFollow(from).Contains(to);

        var raw = await Record.ExceptionAsync(() => test.Database.ExecuteAsync("UPDATE recordings SET state = @to", new { to }, Cancellation));
        Assert.Equal(forward, raw is null);
        if (raw is not null)
            Assert.Contains("only moves forward", Assert.IsType<SqliteException>(raw).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Moving_back_changes_nothing_and_says_so(string from, string to)
    {
        Assert.True(RecordingStates.TryParse(to, out var target));
        using var test = await TestDatabase.CreateAsync();
        var ledger = new Ledger(test.Database, test.Audit);
        var sid = await AdmitAsync(ledger, test, from != "off");
        await ForceAsync(test, from);

        var moved = await ledger.MoveAsync(sid, target, "because", Cancellation);
        var now = (await new RecordingCatalog(test.Database).FindAsync(sid, Cancellation))!;
        Assert.Equal(MayFollow(from).Contains(to), moved);
        Assert.Equal((moved ? to : from, moved ? "because" : null), (now.State.Name(), now.Reason));
    }

    [Theory]
    [InlineData(nameof(RecordingState.Recording))]
    [InlineData(nameof(RecordingState.Off))]
    public async Task No_move_leads_to_a_beginning(string state)
    {
        using var test = await TestDatabase.CreateAsync();
        var ledger = new Ledger(test.Database, test.Audit);
        var sid = await AdmitAsync(ledger, test, recorded: true);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ledger.MoveAsync(sid, Enum.Parse<RecordingState>(state), null, Cancellation));
    }

    [Fact]
    public async Task A_row_says_everything_from_the_first_moment()
    {
        using var test = await TestDatabase.CreateAsync();
        var ledger = new Ledger(test.Database, test.Audit);
        var sid = await AdmitAsync(ledger, test, recorded: true);
        var entry = (await new RecordingCatalog(test.Database).FindAsync(sid, Cancellation))!;
        Assert.Equal(("alice", "d1", "Administrator", "because a rule says so", "desktop"), (entry.User, entry.Target, entry.Login, entry.Rule, entry.Kind));
        Assert.Equal((test.Clock.GetUtcNow(), null), (entry.Start, entry.End));
        Assert.Equal((RecordingState.Recording, true, false), (entry.State, entry.Live, entry.Stored));
    }

    [Fact]
    public async Task A_session_that_is_not_recorded_is_off_and_has_its_duration_in_the_end()
    {
        using var test = await TestDatabase.CreateAsync();
        var ledger = new Ledger(test.Database, test.Audit);
        var sid = await AdmitAsync(ledger, test, recorded: false);
        await ledger.EndAsync(sid, test.Clock.GetUtcNow().AddSeconds(90), Cancellation);
        var entry = (await new RecordingCatalog(test.Database).FindAsync(sid, Cancellation))!;
        Assert.Equal((RecordingState.Off, 90_000L, false), (entry.State, entry.DurationMs, entry.Live));
    }

    [Fact]
    public async Task Progress_adds_to_the_index_and_the_whole_replaces_it()
    {
        using var test = await TestDatabase.CreateAsync();
        var ledger = new Ledger(test.Database, test.Audit);
        var catalog = new RecordingCatalog(test.Database);
        var sid = await AdmitAsync(ledger, test, recorded: true);
        await ledger.ProgressAsync(sid, Progress(1000, 500, new LedgerSegment(0, 0, 64, 500, 800, 600), new LedgerActivity(0, [436])), Cancellation);
        await ledger.ProgressAsync(sid, Progress(61_000, 900, new LedgerSegment(0, 0, 64, 900, 800, 600), new LedgerActivity(60, [0, 400])), Cancellation);

        var rows = await catalog.RowsAsync(sid, Cancellation);
        Assert.Equal([new LedgerSegment(0, 0, 64, 900, 800, 600)], rows.Segments);
        Assert.Equal((62, 436L, 400L, 836L), (rows.Activity.Count, rows.Activity[0], rows.Activity[61], rows.Activity.Sum()));

        await ledger.ProgressAsync(sid, Progress(61_500, 950, new LedgerSegment(0, 0, 64, 900, 800, 600), new LedgerActivity(0, [1, 2])) with { Whole = true }, Cancellation);
        rows = await catalog.RowsAsync(sid, Cancellation);
        Assert.Equal([1, 2], rows.Activity);
        Assert.Equal(950, (await catalog.FindAsync(sid, Cancellation))!.Bytes);
    }

    [Fact]
    public async Task Only_a_session_without_a_picture_can_be_taken_back()
    {
        using var test = await TestDatabase.CreateAsync();
        var ledger = new Ledger(test.Database, test.Audit);
        var never = await AdmitAsync(ledger, test, recorded: true);
        Assert.True(await ledger.WithdrawAsync(never, Cancellation));

        var shown = await AdmitAsync(ledger, test, recorded: true);
        await ledger.ProgressAsync(shown, Progress(1, 100, new LedgerSegment(0, 0, 64, 100, 800, 600), null), Cancellation);
        Assert.False(await ledger.WithdrawAsync(shown, Cancellation));
        Assert.NotNull(await new RecordingCatalog(test.Database).FindAsync(shown, Cancellation));
    }

    [Fact]
    public async Task Stored_and_its_audit_event_are_one_step()
    {
        using var test = await TestDatabase.CreateAsync();
        var ledger = new Ledger(test.Database, test.Audit);
        var sid = await AdmitAsync(ledger, test, recorded: true);
        await ledger.UploadAsync(sid, RecordingState.Complete, null, Cancellation);
        await ledger.WaitAsync(sid, "The bucket is away.", Cancellation);
        Assert.Equal("The bucket is away.", (await new RecordingCatalog(test.Database).FindAsync(sid, Cancellation))!.Reason);

        await test.Database.ExecuteAsync("ALTER TABLE audit_events RENAME TO away", null, Cancellation);
        var copy = new StoredRecording("somewhere", 77, "abc");
        await Assert.ThrowsAsync<SqliteException>(() => ledger.StoredAsync(sid, copy, test.Clock.GetUtcNow(), new AuditEvent(AuditKind.SessionUpload), Cancellation));
        Assert.Equal(RecordingState.Uploading, (await new RecordingCatalog(test.Database).FindAsync(sid, Cancellation))!.State);

        await test.Database.ExecuteAsync("ALTER TABLE away RENAME TO audit_events", null, Cancellation);
        await ledger.StoredAsync(sid, copy, test.Clock.GetUtcNow(), new AuditEvent(AuditKind.SessionUpload), Cancellation);
        var entry = (await new RecordingCatalog(test.Database).FindAsync(sid, Cancellation))!;
        Assert.Equal((RecordingState.Complete, true, 77L, null), (entry.State, entry.Stored, entry.Bytes, entry.Reason));
        Assert.Equal(["session.upload T2005I"], await test.EventsAsync());
    }

    private static string[] MayFollow(string state) => state switch
    {
        "recording" => ["sealing", "uploading", "incomplete", "lost"],
        "sealing" => ["uploading", "incomplete", "lost"],
        "uploading" => ["complete", "incomplete", "lost"],
        "complete" or "incomplete" => ["lost"],
        _ => [],
    };

    private static RecordingProgress Progress(long duration, long bytes, LedgerSegment segment, LedgerActivity? activity) =>
        new() { DurationMs = duration, Bytes = bytes, Width = segment.Width, Height = segment.Height, Segments = [segment], Activity = activity };

    private static async Task<SessionId> AdmitAsync(Ledger ledger, TestDatabase test, bool recorded)
    {
        var sid = SessionId.Create();
        await ledger.AdmitAsync(new AdmittedSession(sid, "desktop", "alice", "d1", "Administrator", test.Clock.GetUtcNow(), "because a rule says so", recorded), Cancellation);
        return sid;
    }

    private static Task<int> ForceAsync(TestDatabase test, string state) => test.Database.ExecuteAsync(
        "DROP TRIGGER recordings_move_forward; UPDATE recordings SET state = @state", new { state }, Cancellation);
}
