using Hindsight.Server.Identity;
using Hindsight.Server.Resources;
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

        test.Clock.Advance(half);
        Assert.Null(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
        // What runs may go on, and still hears of a new password.
        Assert.False(signedIn!.Ended.IsCancellationRequested);
        endings.EndUser("alice");
        Assert.True(signedIn.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task It_ends_as_soon_as_the_roles_say()
    {
        using var test = await TestDatabase.CreateAsync();
        using var endings = new SessionEndings(test.Clock);
        foreach (var (name, ttl) in (ReadOnlySpan<(string, TimeSpan)>)[("access", TimeSpan.FromHours(3)), ("auditor", TimeSpan.FromMinutes(20))])
            test.Resources.Put([new StoredResource(new Role { Name = name, Version = "v7", Options = new RoleOptions { MaxSessionTtl = ttl } }, ResourceOrigin.Dynamic, "1", test.Clock.GetUtcNow(), "", test.Clock.GetUtcNow(), "")]);
        var (sessions, cookie) = await OpenAsync(test, endings);
        Assert.Equal(test.Clock.GetUtcNow() + TimeSpan.FromMinutes(20), (await sessions.FindAsync(cookie, "192.0.2.1", Cancellation))!.Expires);
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
        await new UserDesk(test.Users, test.Resources, test.Desk(), new LinkAddress(new Hindsight.Server.Configuration.ServerConfiguration(), null!), endings).RemoveAsync("alice", "root", Cancellation);
        Assert.True(signedIn!.Ended.IsCancellationRequested);
        Assert.Null(await sessions.FindAsync(cookie, "192.0.2.1", Cancellation));
        Assert.Equal(["user.create T1002I", "user.delete T1004I"], await test.EventsAsync());
    }

    private static async Task<(WebSessions Sessions, string Cookie)> OpenAsync(TestDatabase test, SessionEndings endings)
    {
        var user = ClusterUser.Create("alice", Roles, new Dictionary<string, IReadOnlyList<string>>());
        Assert.True(await test.Users.AddAsync(user, "hash", "root", Cancellation));
        var sessions = new WebSessions(test.Database, test.Policy, endings, test.Clock);
        return (sessions, await sessions.OpenAsync((await test.Users.FindAsync("alice", Cancellation))!, "192.0.2.1", Cancellation));
    }
}
