using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;
using Hindsight.Server.Identity.Factors;
using Xunit;

namespace Hindsight.Unit.Server.Web;

/// <summary>What the policy of second factors does to people who sign in.</summary>
public sealed class RequiredFactorTests
{
    private static readonly SecondFactorPolicy Apps = new(Otp: true, Passkeys: false, Required: true);
    private static readonly SecondFactorPolicy Both = new(Otp: true, Passkeys: true, Required: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_none_adds_one_before_anything_else()
    {
        await using var server = await StartAsync(Both);
        using var browser = new FactorBrowser(server);
        var (result, body) = await browser.SignInAsync();
        Assert.Equal(("add", true, true), (result, (bool)body["otp"]!, (bool)body["passkey"]!));
        var attempt = (string)body["attempt"]!;
        Assert.Equal("sign_in_over", (await browser.StepAsync("/code", new JsonObject { ["attempt"] = attempt, ["code"] = "000000" })).Result);

        var (_, begun) = await browser.StepAsync("/add/otp/begin", new JsonObject { ["attempt"] = attempt });
        var secret = FactorBrowser.Base32((string)begun["secret"]!);
        Assert.Equal("bad_code", (await browser.StepAsync("/add/otp", new JsonObject { ["attempt"] = attempt, ["name"] = "a", ["code"] = "nonsense" })).Result);
        Assert.Equal("200", (await browser.StepAsync("/add/otp", new JsonObject { ["attempt"] = attempt, ["name"] = "a", ["code"] = Totp.Code(secret, FactorBrowser.Step) })).Result);
        Assert.Equal("factor", (await browser.SignInAsync()).Result);
    }

    [Fact]
    public async Task A_passkey_will_do_and_the_last_one_stays()
    {
        await using var server = await StartAsync(Both);
        using var browser = new FactorBrowser(server);
        var attempt = (string)(await browser.SignInAsync()).Body["attempt"]!;
        var (_, options) = await browser.StepAsync("/add/passkey/begin", new JsonObject { ["attempt"] = attempt });
        var made = browser.Authenticator.Make(options);
        Assert.Equal("200", (await browser.StepAsync("/add/passkey", new JsonObject { ["attempt"] = attempt, ["name"] = "key", ["passkey"] = made })).Result);

        var id = (string)(await browser.ReadAccountAsync())["factors"]![0]!["id"]!;
        var password = new JsonObject { ["password"] = TestServer.Password };
        Assert.Equal("last_factor", (await browser.AccountAsync($"/factors/{id}/remove", (JsonObject)password.DeepClone())).Error);
        await browser.AddAppAsync();
        Assert.Equal("", (await browser.AccountAsync($"/factors/{id}/remove", (JsonObject)password.DeepClone())).Error);
    }

    [Fact]
    public async Task Who_is_invited_adds_one_after_choosing_a_password()
    {
        await using var server = await StartAsync(Apps);
        using var browser = new FactorBrowser(server);
        var link = (await server.Admin.AddUserAsync("mara", ["access"], null, Cancellation)).Link!;
        using var used = await server.PostAsync("/v1/webapi/links/use", new JsonObject { ["token"] = link.Split('/')[^1], ["password"] = "a few words to remember" }.ToJsonString());
        var step = await TestServer.BodyAsync(used);
        Assert.Equal(("add", true, false), ((string)step["step"]!, (bool)step["otp"]!, (bool)step["passkey"]!));
        Assert.False(used.Headers.Contains("Set-Cookie"));
        Assert.Equal("factor_does_not_count", (await browser.StepAsync("/add/passkey/begin", new JsonObject { ["attempt"] = (string)step["attempt"]! })).Result);
        Assert.Equal("200", (await browser.StepAsync("/add/otp/begin", new JsonObject { ["attempt"] = (string)step["attempt"]! })).Result);
    }

    [Fact]
    public async Task Who_has_one_of_another_kind_shows_it_before_adding_one()
    {
        await using var server = await StartAsync(SecondFactorPolicy.Optional);
        using var browser = new FactorBrowser(server);
        await browser.SignInAsync();
        await browser.AddPasskeyAsync();
        await PolicyAsync(server, "[otp]");
        var (result, body) = await browser.SignInAsync();
        Assert.Equal("factor", result);
        var (_, asked) = await browser.StepAsync("/passkey/begin", new JsonObject { ["attempt"] = (string)body["attempt"]! });
        var shown = await browser.StepAsync("/passkey", new JsonObject { ["attempt"] = (string)body["attempt"]!, ["passkey"] = browser.Authenticator.Answer(asked["passkey"]!) });
        Assert.Equal(("add", false), (shown.Result, (bool)shown.Body["passkey"]!));
        Assert.Equal("no_passwordless", (await browser.StepAsync("/passkey/begin", [])).Result);
    }

    [Fact]
    public async Task Off_is_passwords_alone()
    {
        await using var server = await StartAsync(SecondFactorPolicy.Optional);
        using var browser = new FactorBrowser(server);
        await browser.SignInAsync();
        await browser.AddAppAsync();
        Assert.Equal("factor", (await browser.SignInAsync()).Result);
        await PolicyAsync(server, "off");
        Assert.Equal("200", (await browser.SignInAsync()).Result);
        Assert.Equal("factors_off", (await browser.AccountAsync("/factors/otp/begin", new JsonObject { ["password"] = TestServer.Password })).Error);
    }

    /// <summary>Changes the policy while the server runs.</summary>
    private static async Task PolicyAsync(TestServer server, string factors)
    {
        await server.Admin.Resources.CreateAsync($"kind: cluster_auth_preference\nversion: v2\nmetadata: {{name: cluster-auth-preference}}\nspec: {{type: local, second_factors: {factors}}}\n", true, true, Cancellation);
    }

    private static async Task<TestServer> StartAsync(SecondFactorPolicy policy)
    {
        var server = await TestServer.StartAsync(c => c with { Auth = c.Auth with { Authentication = new AuthenticationConfiguration { SecondFactors = policy } } });
        await server.Admin.AddUserAsync("alice", ["access"], TestServer.Password, Cancellation);
        return server;
    }
}
