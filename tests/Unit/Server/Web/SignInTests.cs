using System.Net;
using Hindsight.Client;
using Xunit;

namespace Hindsight.Unit.Server.Web;

public sealed class SignInTests
{
    private const string Session = "/v1/webapi/sessions/web";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_signs_in_looks_around_and_signs_out()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.GetAsync(Session, Cancellation)).StatusCode);

        var answer = await server.SignInAsync("alice", "access", "auditor");
        Assert.Equal(("alice", "test-node"), ((string)answer["user"]!, (string)answer["clusterName"]!));
        Assert.EndsWith("Z", (string)answer["expires"]!, StringComparison.Ordinal);
        Assert.Equal(["access", "auditor"], answer["roles"]!.AsArray().Select(r => (string)r!));

        var again = await TestServer.BodyAsync(await server.Http.GetAsync(Session, Cancellation));
        Assert.Equal(answer.ToJsonString(), again.ToJsonString());

        var token = (string)answer["csrfToken"]!;
        var origin = server.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.NoContent, (await server.SendAsync(HttpMethod.Delete, Session, null, origin, token)).StatusCode);
        Assert.Equal("not_signed_in", await TestServer.ErrorAsync(await server.Http.GetAsync(Session, Cancellation)));
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.AddUserAsync("alice", ["access"], TestServer.Password, Cancellation);
        using var response = await server.PostAsync(Session, $$"""{"user":"alice","password":"{{TestServer.Password}}"}""");
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-hindsight=", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "; path=/", "; secure", "; samesite=strict", "; httponly" })
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Wrong_names_and_wrong_passwords_look_the_same()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.AddUserAsync("alice", ["access"], TestServer.Password, Cancellation);
        using var wrongPassword = await server.PostAsync(Session, """{"user":"alice","password":"wrong"}""");
        using var wrongName = await server.PostAsync(Session, """{"user":"nobody","password":"wrong"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, wrongPassword.StatusCode);
        Assert.Equal((await TestServer.BodyAsync(wrongPassword)).ToJsonString(), (await TestServer.BodyAsync(wrongName)).ToJsonString());
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_told_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.AddUserAsync("alice", ["access"], TestServer.Password, Cancellation);
        // A slow machine gets some attempts back meanwhile.
        for (var i = 0; i < 60; i++)
        {
            using var response = await server.PostAsync(Session, """{"user":"alice","password":"wrong"}""");
            if (await TestServer.ErrorAsync(response) == "bad_credentials")
                continue;
            Assert.True(i >= 8);
            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter?.Delta);
            return;
        }

        Assert.Fail("60 guesses were let through");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"user":"","password":"x"}""")]
    [InlineData("""{"user":"alice","password":7}""")]
    public async Task A_request_that_makes_no_sense_is_refused(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostAsync(Session, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("bad_request", await TestServer.ErrorAsync(response));
    }

    [Fact]
    public async Task Changes_need_our_origin_and_the_sessions_token()
    {
        await using var server = await TestServer.StartAsync();
        var token = (string)(await server.SignInAsync("alice", "access"))["csrfToken"]!;
        var origin = server.Address.GetLeftPart(UriPartial.Authority);
        foreach (var foreign in new[] { null, "null", "https://evil.example", origin.Replace("https", "http", StringComparison.Ordinal), origin + ".evil.example" })
            Assert.Equal("foreign_origin", await TestServer.ErrorAsync(await server.SendAsync(HttpMethod.Delete, Session, null, foreign, token)));
        foreach (var bad in new[] { null, "", token + "x", "x" })
            Assert.Equal("bad_csrf_token", await TestServer.ErrorAsync(await server.SendAsync(HttpMethod.Delete, Session, null, origin, bad)));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(Session, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task The_typed_client_does_the_same()
    {
        await using var server = await TestServer.StartAsync();
        await server.Admin.AddUserAsync("alice", ["access"], TestServer.Password, Cancellation);
        using var client = new UserClient(server.Address, server.Host.Certificates[0].Sha256);
        Assert.Equal("test-node", (await client.PingAsync(Cancellation)).ClusterName);
        var refused = await Assert.ThrowsAsync<ApiException>(() => client.SignInAsync("alice", "wrong", Cancellation));
        Assert.Equal("bad_credentials", refused.Code);
        await client.SignInAsync("alice", TestServer.Password, Cancellation);
        Assert.Equal("alice", (await client.GetSessionAsync(Cancellation)).User);
        Assert.Empty(await client.ListDesktopsAsync("test-node", Cancellation));
        await client.SignOutAsync(Cancellation);
        await Assert.ThrowsAsync<ApiException>(() => client.GetSessionAsync(Cancellation));

        using var wrongPin = new UserClient(server.Address, new string('0', 64));
        await Assert.ThrowsAsync<ServerUnreachableException>(() => wrongPin.PingAsync(Cancellation));
    }
}
