using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Hindsight.Unit.Server.Web;

public sealed class SignInLinkTests
{
    private const string Chosen = "a few words to remember";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_lets_its_holder_choose_a_password_once()
    {
        await using var server = await TestServer.StartAsync();
        var token = await InviteAsync(server, "alice");
        var opened = await TestServer.BodyAsync(await OpenAsync(server, token));
        Assert.Equal(("alice", "invite"), ((string)opened["user"]!, (string)opened["kind"]!));
        Assert.NotEmpty(opened["passwordRules"]!.AsArray());

        using var used = await UseAsync(server, token, Chosen);
        Assert.Equal("alice", (string)(await TestServer.BodyAsync(used))["user"]!);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/v1/webapi/sessions/web", Cancellation)).StatusCode);
        Assert.Equal("link_spent", await TestServer.ErrorAsync(await OpenAsync(server, token)));
        Assert.Equal("link_spent", await TestServer.ErrorAsync(await UseAsync(server, token, Chosen)));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(server, "alice", Chosen));

        var events = (await server.Admin.ListAuditAsync("limit=20", Cancellation)).Items.Select(e => (string)e["code"]!).ToList();
        Assert.Contains("T6000I", events);
        Assert.Contains("T1005I", events);
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_costs_no_link()
    {
        await using var server = await TestServer.StartAsync();
        var token = await InviteAsync(server, "alice");
        Assert.Equal("bad_password", await TestServer.ErrorAsync(await UseAsync(server, token, "short")));
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(server, token, Chosen)).StatusCode);
    }

    [Fact]
    public async Task A_link_is_used_by_one_of_many_at_the_same_time()
    {
        await using var server = await TestServer.StartAsync();
        var token = await InviteAsync(server, "alice");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => UseAsync(server, token, $"{Chosen} {i}")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reset_takes_the_password_and_the_sessions_and_replaces_the_link_before()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignInAsync("alice", "access");
        var first = Token((await server.Admin.ResetUserAsync("alice", null, Cancellation)).Link!, "reset");
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.GetAsync("/v1/webapi/sessions/web", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(server, "alice", TestServer.Password));

        var second = Token((await server.Admin.ResetUserAsync("alice", null, Cancellation)).Link!, "reset");
        Assert.Equal("link_spent", await TestServer.ErrorAsync(await UseAsync(server, first, Chosen)));
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(server, second, Chosen)).StatusCode);
    }

    [Fact]
    public async Task A_link_goes_with_its_user_and_with_a_password_of_the_administrators()
    {
        await using var server = await TestServer.StartAsync();
        var token = await InviteAsync(server, "alice");
        await server.Admin.ResetUserAsync("alice", TestServer.Password, Cancellation);
        Assert.Equal("link_spent", await TestServer.ErrorAsync(await OpenAsync(server, token)));

        token = await InviteAsync(server, "bob");
        await server.Admin.RemoveUserAsync("bob", Cancellation);
        Assert.Equal("link_spent", await TestServer.ErrorAsync(await OpenAsync(server, token)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    public async Task Another_token_opens_nothing(string body)
    {
        await using var server = await TestServer.StartAsync();
        await InviteAsync(server, "alice");
        using var response = await server.PostAsync("/v1/webapi/links/open", body);
        Assert.Equal("link_spent", await TestServer.ErrorAsync(response));
    }

    [Fact]
    public async Task The_token_is_in_neither_the_log_nor_the_database()
    {
        await using var server = await TestServer.StartAsync();
        var token = await InviteAsync(server, "alice");
        await server.Http.GetAsync($"/web/invite/{token}", Cancellation);
        await UseAsync(server, token, "short");
        using var log = new StreamReader(new FileStream(server.Configuration.Log.Output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = await log.ReadToEndAsync(Cancellation);
        Assert.Contains("/web/invite/-", text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(server.Configuration.DataDirectory, "*.db*", SearchOption.AllDirectories))
        {
            using var stream = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), System.Text.Encoding.Latin1);
            Assert.DoesNotContain(token, await stream.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    private static async Task<string> InviteAsync(TestServer server, string user) =>
        Token((await server.Admin.AddUserAsync(user, ["access"], null, Cancellation)).Link!, "invite");

    private static string Token(string link, string kind)
    {
        Assert.Contains($"/web/{kind}/", link, StringComparison.Ordinal);
        return link[(link.LastIndexOf('/') + 1)..];
    }

    private static Task<HttpResponseMessage> OpenAsync(TestServer server, string token) =>
        server.PostAsync("/v1/webapi/links/open", new JsonObject { ["token"] = token }.ToJsonString());

    private static Task<HttpResponseMessage> UseAsync(TestServer server, string token, string password) =>
        server.PostAsync("/v1/webapi/links/use", new JsonObject { ["token"] = token, ["password"] = password }.ToJsonString());

    private static async Task<HttpStatusCode> SignInAsync(TestServer server, string user, string password) =>
        (await server.PostAsync("/v1/webapi/sessions/web", new JsonObject { ["user"] = user, ["password"] = password }.ToJsonString())).StatusCode;
}
