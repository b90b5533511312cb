using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Hindsight.Unit.Server.Web;

/// <summary>Resources for signed-in people: their roles decide.</summary>
public sealed class ResourceEndpointsTests
{
    private const string Ops = """{"kind":"role","version":"v7","metadata":{"name":"ops"},"spec":{}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("editor", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("auditor", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("access", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Roles_say_who_reads_and_changes_them(string role, HttpStatusCode read, HttpStatusCode write)
    {
        await using var server = await TestServer.StartAsync();
        var token = (string)(await server.SignInAsync("alice", role))["csrfToken"]!;
        Assert.Equal(read, (await server.Http.GetAsync($"{server.Site}/resources/role", Cancellation)).StatusCode);
        Assert.Equal(read, (await server.Http.GetAsync($"{server.Site}/resources/role/access", Cancellation)).StatusCode);
        Assert.Equal(write, (await server.PostAsync($"{server.Site}/resources", Ops, token)).StatusCode);
        Assert.Equal(write, (await server.SendAsync(HttpMethod.Delete, $"{server.Site}/resources/role/editor2", null, server.Address.GetLeftPart(UriPartial.Authority), token)).StatusCode switch
        {
            HttpStatusCode.NotFound => HttpStatusCode.OK,
            var other => other,
        });
        var denied = await server.Admin.ListAuditAsync("event=access.denied&limit=50", Cancellation);
        Assert.Equal(read == HttpStatusCode.OK ? 0 : 4, denied.Items.Count);
        Assert.All(denied.Items, e => Assert.Equal("alice", (string)e["user"]!));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync($"{server.Site}/resources", Ops)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("/v1/admin/resources", Ops, token)).StatusCode);
    }

    [Fact]
    public async Task A_condition_limits_which_may_be_changed()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.Resources.CreateAsync(
            """
            kind: role
            version: v7
            metadata: {name: team-lead}
            spec:
              allow:
                rules:
                - resources: [role]
                  verbs: [list, read, create, update]
                  where: equals(resource.metadata.labels["team"], "a")
            ---
            kind: role
            version: v7
            metadata: {name: theirs, labels: {team: a}}
            spec: {}
            """, false, false, Cancellation);
        var token = (string)(await server.SignInAsync("alice", "team-lead"))["csrfToken"]!;
        var listed = await TestServer.BodyAsync(await server.Http.GetAsync($"{server.Site}/resources/roles", Cancellation));
        Assert.Equal(["theirs"], listed["items"]!.AsArray().Select(i => (string)i!["metadata"]!["name"]!));
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync($"{server.Site}/resources?force=true", """{"kind":"role","version":"v7","metadata":{"name":"theirs","labels":{"team":"a"},"description":"x"},"spec":{}}""", token)).StatusCode);
        // Neither another's role, nor their own out of their hands, nor a new one that is not theirs.
        foreach (var body in (string[])
        [
            """{"kind":"role","version":"v7","metadata":{"name":"access","labels":{"team":"a"}},"spec":{}}""",
            """{"kind":"role","version":"v7","metadata":{"name":"theirs","labels":{"team":"b"}},"spec":{}}""",
            """{"kind":"role","version":"v7","metadata":{"name":"new"},"spec":{}}""",
        ])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await server.PostAsync($"{server.Site}/resources?force=true", body, token)).StatusCode);
        }
    }

    [Fact]
    public async Task Three_mistakes_are_told_together_and_nothing_is_stored()
    {
        await using var server = await TestServer.StartAsync();
        var token = (string)(await server.SignInAsync("alice", "editor"))["csrfToken"]!;
        using var response = await server.PostAsync($"{server.Site}/resources", Ops + """{"kind":"role","version":"v9","metadata":{"name":"?"},"spec":{"optionz":{}}}""", token);
        var error = (await TestServer.BodyAsync(response))["error"]!;
        Assert.Equal((HttpStatusCode.BadRequest, "bad_resource"), (response.StatusCode, (string)error["code"]!));
        Assert.StartsWith("The text has 3 faults:\nline 1, column ", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync($"{server.Site}/resources/role/ops", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_locked_person_is_kept_out_of_everything()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignInAsync("alice", "auditor");
        await server.Admin.Resources.CreateAsync("kind: lock\nversion: v2\nmetadata: {name: l}\nspec: {target: {user: alice}, message: see us}\n", false, false, Cancellation);
        using var recordings = await server.Http.GetAsync($"{server.Site}/recordings", Cancellation);
        Assert.Equal((HttpStatusCode.Forbidden, "locked"), (recordings.StatusCode, await TestServer.ErrorAsync(recordings)));
        using var again = await server.PostAsync("/v1/webapi/sessions/web", $$"""{"user":"alice","password":"{{TestServer.Password}}"}""");
        Assert.Equal("Locked by an administrator: see us", (string)(await TestServer.BodyAsync(again))["error"]!["message"]!);
        using var wrong = await server.PostAsync("/v1/webapi/sessions/web", """{"user":"alice","password":"not the password"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        await server.Admin.Resources.RemoveAsync("lock", "l", Cancellation);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync($"{server.Site}/recordings", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_user_without_a_password_signs_in_once_one_is_set()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.Resources.CreateAsync("kind: user\nversion: v2\nmetadata: {name: carol}\nspec: {roles: [auditor]}\n", false, false, Cancellation);
        var body = $$"""{"user":"carol","password":"{{TestServer.Password}}"}""";
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync("/v1/webapi/sessions/web", body)).StatusCode);
        await server.Admin.ResetUserAsync("carol", TestServer.Password, Cancellation);
        using var signedIn = await server.PostAsync("/v1/webapi/sessions/web", body);
        Assert.Equal("auditor", (string)((JsonArray)(await TestServer.BodyAsync(signedIn))["roles"]!)[0]!);
        // Another role holds at the next request, without signing in again.
        await server.Admin.Resources.CreateAsync("kind: user\nversion: v2\nmetadata: {name: carol}\nspec: {roles: [editor]}\n", true, false, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.GetAsync($"{server.Site}/recordings", Cancellation)).StatusCode);
    }
}
