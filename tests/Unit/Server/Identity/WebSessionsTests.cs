using Hindsight.Server.Identity;
using Xunit;

namespace Hindsight.Unit.Server.Identity;

public sealed class WebSessionsTests
{
    private static readonly string[] Roles = ["access", "auditor"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cookie_opens_its_session_and_is_not_stored()
    {
        using var test = await TestDatabase.CreateAsync();
        using var endings = new SessionEndings(test.Clock);
        var (sessions, cookie) = await OpenAsync(test, endings);

        var signedIn = await sessions.FindAsync(cookie, "192.0.2.1", Cancellation);
        Assert.Equal(("alice", "access,auditor"), (signedIn!.Subject.User, string.Join(',', signedIn.Subject.Roles)));
        Assert.Equal(test.Clock.GetUtcNow() + WebSessions.TotalLimit, signedIn.Expires);
        Assert.DoesNotContain(await test.Database.QueryAsync<string>("SELECT id_hash FROM web_sessions", null, Cancellation), h => h.Contains(cookie, StringComparison.Ordinal));
        Assert.Equal(signedIn.CsrfToken, (await sessions.FindAsync(cookie, "192.0.2.1", Cancellation))!.CsrfToken);
        Assert.NotEqual(cookie, signedIn.CsrfToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task Another_cookie_opens_nothing(string cookie)
    {
        using var test = await TestDatabase.CreateAsync();
        using var endings = new SessionEndings(test.Clock);
        var (sessions, _) = await OpenAsync(test, endings);
        Assert.Null(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
    }

    [Fact]
    public async Task It_ends_when_it_rests_too_long()
    {
        using var test = await TestDatabase.CreateAsync();
        using var endings = new SessionEndings(test.Clock);
        var (sessions, cookie) = await OpenAsync(test, endings);
        test.Clock.Advance(WebSessions.IdleLimit - TimeSpan.FromSeconds(1));
        Assert.NotNull(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
        test.Clock.Advance(WebSessions.IdleLimit);
        Assert.Null(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
    }

    [Fact]
    public async Task It_ends_after_its_time_however_much_it_is_used()
    {
        using var test = await TestDatabase.CreateAsync();
        using var endings = new SessionEndings(test.Clock);
        var (sessions, cookie) = await OpenAsync(test, endings);
        var signedIn = await sessions.FindAsync(cookie, "192.0.2.1", Cancellation);
        var half = WebSessions.IdleLimit / 2;
        for (var used = TimeSpan.Zero; used + half < WebSessions.TotalLimit; used += half)
        {
            Assert.NotNull(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
            test.Clock.Advance(half);
        }

        Assert.False(signedIn!.Ended.IsCancellationRequested);
        test.Clock.Advance(half);
        Assert.True(signedIn.Ended.IsCancellationRequested);
        Assert.Null(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
    }

    [Fact]
    public async Task Signing_out_ends_it_and_what_runs_for_it()
    {
        using var test = await TestDatabase.CreateAsync();
        using var endings = new SessionEndings(test.Clock);
        var (sessions, cookie) = await OpenAsync(test, endings);
        var signedIn = await sessions.FindAsync(cookie, "192.0.2.1", Cancellation);
        await sessions.CloseAsync(signedIn!, Cancellation);
        Assert.True(signedIn!.Ended.IsCancellationRequested);
        Assert.Null(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
    }

    [Fact]
    public async Task Deleting_the_user_ends_it()
    {
        using var test = await TestDatabase.CreateAsync();
        using var endings = new SessionEndings(test.Clock);
        var (sessions, cookie) = await OpenAsync(test, endings);
        var signedIn = await sessions.FindAsync(cookie, "192.0.2.1", Cancellation);
        await new UserDesk(new UserStore(test.Database, test.Audit, test.Clock), endings).RemoveAsync("alice", "root", Cancellation);
        Assert.True(signedIn!.Ended.IsCancellationRequested);
        Assert.Null(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
        Assert.Equal(["user.create T1002I", "user.delete T1004I"], await test.EventsAsync());
    }

    private static async Task<(WebSessions Sessions, string Cookie)> OpenAsync(TestDatabase test, SessionEndings endings)
    {
        var users = new UserStore(test.Database, test.Audit, test.Clock);
        Assert.True(await users.AddAsync("alice", "hash", Roles, "root", Cancellation));
        var sessions = new WebSessions(test.Database, endings, test.Clock);
        return (sessions, await sessions.OpenAsync((await users.FindAsync("alice", Cancellation))!, "192.0.2.1", Cancellation));
    }
}
