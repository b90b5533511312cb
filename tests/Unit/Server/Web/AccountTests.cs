using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Hindsight.Unit.Server.Web;

public sealed class AccountTests
{
    private const string Account = "/v1/webapi/account";
    private const string Session = "/v1/webapi/sessions/web";
    private const string Chosen = "a few words to remember";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_account_is_for_its_owner()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("not_signed_in", await TestServer.ErrorAsync(await server.Http.GetAsync(Account, Cancellation)));
        await server.SignInAsync("alice", "access");
        var account = await TestServer.BodyAsync(await server.Http.GetAsync(Account, Cancellation));
        Assert.Equal("alice", (string)account["user"]!);
        Assert.True((bool)Assert.Single(account["sessions"]!.AsArray())!["current"]!);
    }

    [Fact]
    public async Task Changing_the_password_needs_the_present_one_and_ends_the_other_sessions()
    {
        await using var server = await TestServer.StartAsync();
        var token = (string)(await server.SignInAsync("alice", "access"))["csrfToken"]!;
        using var other = await ElsewhereAsync(server);

        Assert.Equal("wrong_password", await TestServer.ErrorAsync(await ChangeAsync(server, token, "not the present one", Chosen)));
        Assert.Equal("bad_password", await TestServer.ErrorAsync(await ChangeAsync(server, token, TestServer.Password, "short")));
        Assert.Equal("bad_password", await TestServer.ErrorAsync(await ChangeAsync(server, token, TestServer.Password, TestServer.Password)));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Session, Cancellation)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(server, token, TestServer.Password, Chosen)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(Session, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync(Session, Cancellation)).StatusCode);
        Assert.Contains("T1005I", (await server.Admin.ListAuditAsync("limit=20", Cancellation)).Items.Select(e => (string)e["code"]!));
    }

    [Fact]
    public async Task Guessing_the_present_password_is_slowed_down()
    {
        await using var server = await TestServer.StartAsync();
        var token = (string)(await server.SignInAsync("alice", "access"))["csrfToken"]!;
        var answers = new List<string>();
        // A slow machine gets some attempts back meanwhile.
        while (answers.Count < 60 && answers.LastOrDefault() is null or "wrong_password")
            answers.Add(await TestServer.ErrorAsync(await ChangeAsync(server, token, "guess", Chosen)));
        Assert.Equal("too_many_attempts", answers[^1]);
        Assert.InRange(answers.Count, 9, 60);
    }

    [Fact]
    public async Task A_session_elsewhere_can_be_ended_but_not_that_of_somebody_else()
    {
        await using var server = await TestServer.StartAsync();
        var token = (string)(await server.SignInAsync("alice", "access"))["csrfToken"]!;
        using var other = await ElsewhereAsync(server);
        var id = (string)(await TestServer.BodyAsync(await server.Http.GetAsync(Account, Cancellation)))["sessions"]!.AsArray().Single(s => !(bool)s!["current"]!)!["id"]!;

        await using var elsewhere = new AnotherPerson(server, await AnotherPerson.SignInAsync(server, "bob"));
        Assert.Equal("no_such_session", await TestServer.ErrorAsync(await elsewhere.DeleteAsync($"{Account}/sessions/{id}")));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Session, Cancellation)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(server, $"{Account}/sessions/{id}", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync(Session, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(Session, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_sessions()
    {
        await using var server = await TestServer.StartAsync();
        var token = (string)(await server.SignInAsync("alice", "access"))["csrfToken"]!;
        using var other = await ElsewhereAsync(server);
        Assert.Equal(HttpStatusCode.NoContent, (await DeleteAsync(server, $"{Account}/sessions", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync(Session, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.GetAsync(Session, Cancellation)).StatusCode);
    }

    private static async Task<HttpClient> ElsewhereAsync(TestServer server)
    {
        var browser = server.NewBrowser();
        (await AnotherPerson.PostSignInAsync(server, browser, "alice")).Dispose();
        return browser;
    }

    private static Task<HttpResponseMessage> ChangeAsync(TestServer server, string token, string current, string chosen) =>
        server.SendAsync(HttpMethod.Put, $"{Account}/password", new JsonObject { ["current"] = current, ["new"] = chosen }.ToJsonString(), Origin(server), token);

    private static Task<HttpResponseMessage> DeleteAsync(TestServer server, string path, string token) =>
        server.SendAsync(HttpMethod.Delete, path, null, Origin(server), token);

    private static string Origin(TestServer server) => server.Address.GetLeftPart(UriPartial.Authority);

    /// <summary>A second person with a browser of their own.</summary>
    private sealed class AnotherPerson(TestServer server, (HttpClient Browser, string Token) signedIn) : IAsyncDisposable
    {
        internal static async Task<(HttpClient Browser, string Token)> SignInAsync(TestServer server, string user)
        {
            await server.Admin.AddUserAsync(user, ["access"], TestServer.Password, Cancellation);
            var browser = server.NewBrowser();
            using var response = await PostSignInAsync(server, browser, user);
            return (browser, (string)(await TestServer.BodyAsync(response))["csrfToken"]!);
        }

        internal static async Task<HttpResponseMessage> PostSignInAsync(TestServer server, HttpClient browser, string user)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Session)
            {
                Content = new StringContent(new JsonObject { ["user"] = user, ["password"] = TestServer.Password }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Origin", Origin(server));
            var response = await browser.SendAsync(request, Cancellation);
            return response.EnsureSuccessStatusCode();
        }

        internal async Task<HttpResponseMessage> DeleteAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, path);
            request.Headers.Add("Origin", Origin(server));
            request.Headers.Add("X-CSRF-Token", signedIn.Token);
            return await signedIn.Browser.SendAsync(request, Cancellation);
        }

        public ValueTask DisposeAsync()
        {
            signedIn.Browser.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
