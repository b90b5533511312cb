using System.Text.Json.Nodes;
using Hindsight.Server.Identity.Factors;
using Xunit;

namespace Hindsight.Unit.Server.Web;

/// <summary>Authenticator apps, over the API.</summary>
public sealed class OtpTests : IAsyncLifetime
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
    public async Task Who_added_an_app_signs_in_with_its_code_and_a_code_opens_once()
    {
        var (secret, used) = await _browser.AddAppAsync();
        Assert.Equal("bad_code", await _browser.ShowCodeAsync(used));
        Assert.Equal("bad_code", await _browser.ShowCodeAsync("nonsense"));
        var next = Totp.Code(secret, FactorBrowser.Step + 1);
        Assert.Equal("200", await _browser.ShowCodeAsync(next));
        Assert.Equal("bad_code", await _browser.ShowCodeAsync(next));

        var events = (await _server.Admin.ListAuditAsync("limit=50", Cancellation)).Items;
        var codes = events.Select(e => (string)e["code"]!).ToList();
        Assert.Contains("T1006I", codes);
        Assert.Equal(3, codes.Count(c => c == "T1000W"));
        var login = events.First(e => (string)e["code"]! == "T1000I");
        Assert.Equal(("local", "phone", "TOTP"), ((string)login["method"]!, (string)login["mfa_device"]!["mfa_device_name"]!, (string)login["mfa_device"]!["mfa_device_type"]!));
    }

    [Fact]
    public async Task The_second_step_needs_the_first_and_ends_with_it()
    {
        var (secret, _) = await _browser.AddAppAsync();
        var code = Totp.Code(secret, FactorBrowser.Step + 1);
        foreach (var attempt in new[] { null, "", "made up" })
            Assert.Equal("sign_in_over", (await _browser.StepAsync("/code", new JsonObject { ["attempt"] = attempt, ["code"] = code })).Result);
        Assert.Equal("bad_credentials", (await _browser.StepAsync("", new JsonObject { ["user"] = "alice", ["password"] = "wrong" })).Result);

        var begun = (string)(await _browser.SignInAsync()).Body["attempt"]!;
        // Nobody adds a factor in the place of one.
        Assert.Equal("sign_in_over", (await _browser.StepAsync("/add/otp/begin", new JsonObject { ["attempt"] = begun })).Result);
        await _server.Admin.ResetUserAsync("alice", TestServer.Password, Cancellation);
        Assert.Equal("sign_in_over", (await _browser.StepAsync("/code", new JsonObject { ["attempt"] = begun, ["code"] = code })).Result);
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_down()
    {
        await _browser.AddAppAsync();
        var answers = new List<string>();
        // A slow machine gets an attempt back meanwhile.
        while (answers.Count < 30 && answers.LastOrDefault() is null or "bad_code")
            answers.Add(await _browser.ShowCodeAsync("000000"));
        Assert.Equal("too_many_attempts", answers[^1]);
        Assert.InRange(answers.Count, 10, 30);
    }

    [Fact]
    public async Task Adding_and_removing_need_the_password()
    {
        Assert.Equal("wrong_password", (await _browser.AccountAsync("/factors/otp/begin", new JsonObject { ["password"] = "guess" })).Error);
        Assert.Equal("enrolment_over", (await _browser.AccountAsync("/factors/otp", new JsonObject { ["name"] = "x", ["code"] = "000000" })).Error);
        var (_, begun) = await _browser.AccountAsync("/factors/otp/begin", new JsonObject { ["password"] = TestServer.Password });
        var rows = begun!["qr"]!.AsArray();
        Assert.All(rows, r => Assert.Equal(rows.Count, ((string)r!).Length));
        Assert.Equal("bad_code", (await _browser.AccountAsync("/factors/otp", new JsonObject { ["name"] = "x", ["code"] = "nonsense" })).Error);
        Assert.Equal("bad_name", (await _browser.AccountAsync("/factors/otp", new JsonObject { ["name"] = " ", ["code"] = "000000" })).Error);

        await _browser.AddAppAsync();
        var factor = Assert.Single((await _browser.ReadAccountAsync())["factors"]!.AsArray())!;
        Assert.Equal(("phone", "otp", true), ((string)factor["name"]!, (string)factor["kind"]!, (bool)factor["counts"]!));
        Assert.Equal("wrong_password", (await _browser.AccountAsync($"/factors/{factor["id"]}/remove", new JsonObject { ["password"] = "guess" })).Error);
        Assert.Equal("no_such_factor", (await _browser.AccountAsync("/factors/none/remove", new JsonObject { ["password"] = TestServer.Password })).Error);
        Assert.Equal("", (await _browser.AccountAsync($"/factors/{factor["id"]}/remove", new JsonObject { ["password"] = TestServer.Password })).Error);
        Assert.Equal("200", (await _browser.SignInAsync()).Result);
    }

    [Fact]
    public async Task The_way_back_for_who_lost_the_app_is_a_reset()
    {
        await _browser.AddAppAsync();
        Assert.Equal("factor", (await _browser.SignInAsync()).Result);
        await _server.Admin.ResetUserAsync("alice", TestServer.Password, Cancellation);
        Assert.Equal("200", (await _browser.SignInAsync()).Result);
        Assert.Contains("T1007I", (await _server.Admin.ListAuditAsync("limit=50", Cancellation)).Items.Select(e => (string)e["code"]!));
    }

    [Fact]
    public async Task The_database_has_no_secret_in_plain()
    {
        var (secret, _) = await _browser.AddAppAsync();
        var key = await File.ReadAllBytesAsync(Path.Combine(_server.Configuration.DataDirectory, "factors.key"), Cancellation);
        foreach (var file in Directory.EnumerateFiles(_server.Configuration.DataDirectory, "*.db*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, Cancellation);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(secret));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(key));
        }
    }
}
