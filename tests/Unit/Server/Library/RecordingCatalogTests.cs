using FsCheck;
using FsCheck.Fluent;
using Hindsight.Server.Access;
using Hindsight.Server.Http;
using Hindsight.Server.Library;
using Hindsight.Server.Resources;
using Hindsight.Server.Resources.Predicates;
using Hindsight.Server.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Hindsight.Unit.Server.Library;

public sealed class RecordingCatalogTests
{
    private static readonly string[] Users = ["alice", "bob", "Alice", "al%ce", "al_ce"];
    private static readonly string[][] Roles = [[], ["access"], ["auditor"], ["editor"], ["access", "auditor"], ["editor", "access"], ["unknown"]];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_listed_is_exactly_what_may_be_opened()
    {
        using var test = await TestDatabase.CreateAsync();
        var catalog = new RecordingCatalog(test.Database);
        var access = new AccessPolicy(ClusterResources.Of(test.Clock, Presets.All));
        var all = await FillAsync(test, 40);
        foreach (var subject in from user in Users from roles in Roles select new Subject(user, roles))
        {
            var decision = access.CanListRecordings(subject);
            var listed = await PagesAsync(catalog, new RecordingQuery(), decision.Filter);
            var mayOpen = all.Where(e => access.CanPlay(subject, e.Facts).Allowed).Select(e => e.Sid);
            Assert.Equal(mayOpen.Select(s => s.ToString()).Order(StringComparer.Ordinal), listed.Select(e => e.Sid.ToString()).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Pages_of_any_size_give_every_row_once_newest_first()
    {
        using var test = await TestDatabase.CreateAsync();
        var catalog = new RecordingCatalog(test.Database);
        var all = await FillAsync(test, 23);
        // Rows that began in the same microsecond are told apart by their ids.
        await test.Database.ExecuteAsync("UPDATE recordings SET started = started / 5000000 * 5000000", null, Cancellation);
        foreach (var limit in (int[])[1, 2, 7, 22, 23, 24])
        {
            var query = new RecordingQuery { Page = new PageQuery(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, limit) };
            var listed = await PagesAsync(catalog, query, Expression.Always);
            Assert.Equal(all.Count, listed.Select(e => e.Sid).Distinct().Count());
            Assert.Equal(listed.OrderByDescending(e => e.Start).ThenByDescending(e => e.Sid.ToString(), StringComparer.Ordinal).Select(e => e.Sid), listed.Select(e => e.Sid));
        }
    }

    [Theory]
    [InlineData("al%ce", 8)]
    [InlineData("al_ce", 8)]
    [InlineData("ALICE", 16)]
    [InlineData("desk", 40)]
    [InlineData("administrator", 40)]
    [InlineData(@"\", 0)]
    public async Task Search_takes_the_text_as_it_is(string text, int expected)
    {
        using var test = await TestDatabase.CreateAsync();
        await FillAsync(test, 40);
        var (items, _) = await new RecordingCatalog(test.Database).ListAsync(new RecordingQuery { Search = text }, Expression.Always, Cancellation);
        Assert.Equal(expected, items.Count);
    }

    [Fact]
    public async Task Filters_narrow_each_other()
    {
        using var test = await TestDatabase.CreateAsync();
        var all = await FillAsync(test, 40);
        var query = new RecordingQuery { User = "bob", State = RecordingState.Off, Page = new PageQuery(all[5].Start, all[30].Start, 500) };
        var (items, _) = await new RecordingCatalog(test.Database).ListAsync(query, Expression.Always, Cancellation);
        var expected = all.Where(e => e.User == "bob" && e.State == RecordingState.Off && e.Start >= all[5].Start && e.Start < all[30].Start);
        Assert.NotEmpty(items);
        Assert.Equal(expected.Select(e => e.Sid).Reverse(), items.Select(e => e.Sid));
    }

    [Theory]
    [InlineData("?limit=0", "bad_limit")]
    [InlineData("?limit=501", "bad_limit")]
    [InlineData("?from=yesterday", "bad_from")]
    [InlineData("?state=finished", "bad_state")]
    [InlineData("?startKey=1", "bad_start_key")]
    [InlineData("?startKey=1.2", "bad_start_key")]
    public void A_query_that_makes_no_sense_is_told_so(string query, string code)
    {
        var parsed = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        Assert.Equal(code, RecordingQuery.TryRead(new QueryCollection(parsed), out _)?.Code);
    }

    [Fact]
    public void A_text_longer_than_any_name_is_refused() =>
        Assert.Equal("bad_search", RecordingQuery.TryRead(new QueryCollection(new Dictionary<string, StringValues> { ["search"] = new string('x', 201) }), out _)?.Code);

    [Fact]
    public void A_cursor_reads_what_it_wrote() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>(),
        started =>
        {
            var cursor = new RecordingCursor(started, SessionId.Create().ToString());
            return cursor == RecordingCursor.Parse(cursor.ToString());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Activity_unpacks_to_what_was_packed() => Prop.ForAll(
        ArbMap.Default.ArbFor<uint[]>(), ArbMap.Default.ArbFor<byte>(),
        (counts, first) =>
        {
            var values = counts.Select(c => (long)c).ToList();
            var read = new List<long>();
            ActivityCounts.Unpack(first, ActivityCounts.Pack(values), read);
            return read.SequenceEqual([.. Enumerable.Repeat(0L, first), .. values]);
        }).QuickCheckThrowOnFailure();

    private static async Task<List<LedgerEntry>> PagesAsync(RecordingCatalog catalog, RecordingQuery query, Expression allowed)
    {
        var all = new List<LedgerEntry>();
        RecordingCursor? next = null;
        do
        {
            (var items, next) = await catalog.ListAsync(query with { After = next }, allowed, Cancellation);
            Assert.True(items.Count <= query.Page.Limit);
            all.AddRange(items);
        }
        while (next is not null);
        return all;
    }

    /// <summary>Rows a second apart, of every user in turn, every third not recorded.</summary>
    private static async Task<List<LedgerEntry>> FillAsync(TestDatabase test, int count)
    {
        var ledger = new Ledger(test.Database, test.Audit);
        var catalog = new RecordingCatalog(test.Database);
        var all = new List<LedgerEntry>();
        for (var i = 0; i < count; i++)
        {
            var sid = SessionId.Create();
            var start = test.Clock.GetUtcNow().AddSeconds(i);
            await ledger.AdmitAsync(new AdmittedSession(sid, "desktop", Users[i % Users.Length], $"desk{i % 3}", "Administrator", start, "rule", i % 3 != 0), Cancellation);
            all.Add((await catalog.FindAsync(sid, Cancellation))!);
        }

        return all;
    }
}
