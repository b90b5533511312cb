using System.Text.Json.Nodes;
using Xunit;

namespace Hindsight.Unit.Server.Web;

/// <summary>Passkeys, over the API.</summary>
public sealed class PasskeyTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private FactorBrowser _browser = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        await _server.Admin.AddUserAsync("alice", ["access"], TestServer.Password, Cancellation);
        _browser = new FactorBrowser(_server);
        Assert.Equal("200", (await _browser.SignInAsync()).Result);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_passkey_is_shown_after_the_password()
    {
        await _browser.AddPasskeyAsync();
        _browser.Authenticator.Flags = 1;
        var (result, body) = await _browser.SignInAsync();
        Assert.Equal(("factor", false, true), (result, (bool)body["otp"]!, (bool)body["passkey"]!));
        Assert.Equal("200", await _browser.ShowPasskeyAsync((string)body["attempt"]!));
        Assert.Equal("sign_in_over", await _browser.ShowPasskeyAsync((string)body["attempt"]!));
        Assert.NotNull((await _browser.ReadAccountAsync())["factors"]![0]!["lastUsed"]);
    }

    [Fact]
    public async Task A_passkey_that_checks_the_person_is_enough()
    {
        await _browser.AddPasskeyAsync();
        Assert.Equal("200", await _browser.ShowPasskeyAsync(null));
        var login = (await _server.Admin.ListAuditAsync("limit=50", Cancellation)).Items.First(e => (string)e["code"]! == "T1000I");
        Assert.Equal(("WebAuthn", true), ((string)login["mfa_device"]!["mfa_device_type"]!, (bool)login["passwordless"]!));

        _browser.Authenticator.Flags = 1;
        Assert.Equal("bad_passkey", await _browser.ShowPasskeyAsync(null));
    }

    [Fact]
    public async Task An_answer_is_good_once_and_for_its_own_challenge()
    {
        await _browser.AddPasskeyAsync();
        var (_, asked) = await _browser.StepAsync("/passkey/begin", []);
        var answer = _browser.Authenticator.Answer(asked["passkey"]!);
        var (_, other) = await _browser.StepAsync("/passkey/begin", []);
        Assert.Equal("bad_passkey", (await _browser.StepAsync("/passkey", Shown(other, answer))).Result);
        Assert.Equal("200", (await _browser.StepAsync("/passkey", Shown(asked, answer))).Result);
        Assert.Equal("sign_in_over", (await _browser.StepAsync("/passkey", Shown(asked, answer))).Result);
    }

    [Fact]
    public async Task A_counter_that_goes_back_a_foreign_page_and_another_account_are_refused()
    {
        await _browser.AddPasskeyAsync();
        _browser.Authenticator.Count = 5;
        Assert.Equal("200", await _browser.ShowPasskeyAsync(null));
        _browser.Authenticator.Count = 4;
        Assert.Equal("bad_passkey", await _browser.ShowPasskeyAsync(null));
        _browser.Authenticator.Count = 9;
        Assert.Equal("bad_passkey", await _browser.ShowPasskeyAsync(null, a => a["userHandle"] = "AAAA"));
        Assert.Equal("bad_passkey", await _browser.ShowPasskeyAsync(null, a => a["userHandle"] = null));
        _browser.Authenticator.Origin = "https://localhost.evil.example";
        Assert.Equal("bad_passkey", await _browser.ShowPasskeyAsync(null));
        var faults = (await _server.Admin.ListAuditAsync("limit=50", Cancellation)).Items.Where(e => (string)e["code"]! == "T1000W").Select(e => (string)e["error"]!).ToList();
        Assert.Contains(faults, f => f.Contains("copy", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("another address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_passkey_is_not_added_twice_and_a_challenge_is_for_one()
    {
        await _browser.AddPasskeyAsync();
        var (_, options) = await _browser.AccountAsync("/factors/passkey/begin", new JsonObject { ["password"] = TestServer.Password });
        Assert.Equal(_browser.Authenticator.Id, (string)options!["excludeCredentials"]![0]!["id"]!);
        var made = _browser.Authenticator.Make(options);
        Assert.Equal("passkey_known", (await _browser.AccountAsync("/factors/passkey", new JsonObject { ["name"] = "b", ["passkey"] = made.DeepClone() })).Error);
        Assert.Equal("enrolment_over", (await _browser.AccountAsync("/factors/passkey", new JsonObject { ["name"] = "b", ["passkey"] = made })).Error);
    }

    [Fact]
    public async Task Where_passkeys_do_not_work_the_page_is_told_where_they_do()
    {
        var token = (string)(await _server.SignInAsync("bob", "access"))["csrfToken"]!;
        using var begun = await _server.PostAsync("/v1/webapi/account/factors/passkey/begin", $$"""{"password":"{{TestServer.Password}}"}""", token);
        Assert.Equal("no_passkeys_here", await TestServer.ErrorAsync(begun));
        var account = await TestServer.BodyAsync(await _server.Http.GetAsync("/v1/webapi/account", Cancellation));
        Assert.Contains($"https://localhost:{_server.Address.Port}", (string)account["policy"]!["passkeyProblem"]!, StringComparison.Ordinal);
    }

    private static JsonObject Shown(JsonNode asked, JsonObject answer) =>
        new() { ["attempt"] = (string)asked["attempt"]!, ["nameless"] = true, ["passkey"] = answer.DeepClone() };
}
