using Hindsight.EndToEnd.Browser;
using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Hindsight.EndToEnd.Identity;

/// <summary>Second factors as people use them: an authenticator app, Chromium's virtual authenticator, and tsh.</summary>
public sealed class FactorTests : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _open = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_open))
            await one.DisposeAsync();
    }

    [Fact]
    public async Task An_app_is_added_and_asked_for_and_each_code_opens_once()
    {
        var server = await ServerAsync();
        var browser = await BrowserAsync(server);
        var page = await browser.SignInAsync(server);
        await OpenAccountAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an authenticator app" }).ClickAsync();
        await page.GetByLabel("Your password, to add an authenticator app").FillAsync(server.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        var secret = await SecretAsync(page);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("000000");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The code is wrong");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(OneTimeCode.Of(secret));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Authenticator app" })).ToBeVisibleAsync();

        await SignOutAsync(page);
        var code = OneTimeCode.Of(secret, later: 1);
        await EnterPasswordAsync(page, server);
        await EnterCodeAsync(page, code);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account" })).ToBeVisibleAsync();
        Assert.Contains("with Authenticator app", (await AuditAsync(page)).First(t => t.Contains("Signed in", StringComparison.Ordinal)), StringComparison.Ordinal);

        await SignOutAsync(page);
        await EnterPasswordAsync(page, server);
        await EnterCodeAsync(page, code);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("used already");
        Assert.Empty(browser.Problems);

        var reset = await server.TctlAsync(server.Password + "\n", "users", "reset", HindsightServer.User, "--password-stdin");
        Assert.Contains("no second factors", reset.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_factor_is_required_it_is_added_before_anything_else_and_tsh_asks_for_it()
    {
        var server = await ServerAsync("authentication: {second_factors: [otp]}");
        var browser = await BrowserAsync(server);
        var page = await browser.Context.NewPageAsync();
        await page.GotoAsync(server.Address.ToString());
        await EnterPasswordAsync(page, server);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Add a second factor" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use an authenticator app" }).ClickAsync();
        var secret = await SecretAsync(page);
        await EnterCodeAsync(page, OneTimeCode.Of(secret));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Desktops", Level = 1 })).ToBeVisibleAsync();

        await OpenAccountAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Authenticator app" }).ClickAsync();
        await page.GetByLabel("Your password, to remove Authenticator app").FillAsync(server.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("requires one");

        var home = Path.Combine(server.Directory, "home");
        string[] login = [$"HOME={home}", HindsightServer.Executable("Tsh", "tsh"), "login", $"--proxy=localhost:{server.Port}", $"--user={HindsightServer.User}", "--insecure"];
        var without = await ProgramRun.ToEndAsync("/usr/bin/env", [.. login, "--otp=000000"], server.Password + "\n");
        Assert.Equal(3, without.ExitCode);
        Assert.Contains("The code is wrong", without.Error, StringComparison.Ordinal);
        var with = await ProgramRun.ToEndAsync("/usr/bin/env", login, $"{server.Password}\n{OneTimeCode.Of(secret, later: 1)}\n");
        Assert.True(with.ExitCode == 0, with.Error);
        Assert.Contains($"Logged in as: {HindsightServer.User}", with.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_is_added_and_is_enough_to_sign_in()
    {
        var server = await ServerAsync();
        var browser = await BrowserAsync(server);
        var page = await browser.SignInAsync(server);
        await AddAuthenticatorAsync(browser, page);
        await OpenAccountAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByLabel("Your password, to add a passkey").FillAsync(server.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Passkey" })).ToBeVisibleAsync();

        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey instead" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account" })).ToBeVisibleAsync();
        Assert.Contains("with Passkey alone", (await AuditAsync(page)).First(t => t.Contains("Signed in", StringComparison.Ordinal)), StringComparison.Ordinal);

        await SignOutAsync(page);
        await EnterPasswordAsync(page, server);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use your passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account" })).ToBeVisibleAsync();
        Assert.Empty(browser.Problems);
    }

    [Fact]
    public async Task An_invited_person_adds_the_passkey_that_is_required()
    {
        var server = await ServerAsync("authentication: {second_factors: [webauthn]}");
        var made = await server.TctlAsync(null, "users", "add", "mara", "--roles=access");
        var link = new Uri(made.Output.Trim().Split('\n')[^1].Trim());
        var browser = await BrowserAsync(server);
        var page = await browser.Context.NewPageAsync();
        await AddAuthenticatorAsync(browser, page);
        await page.GotoAsync(new Uri(server.Address, link.AbsolutePath).ToString());
        await page.GetByLabel("New password").FillAsync("a few words to remember");
        await page.GetByLabel("The same once more").FillAsync("a few words to remember");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey or security key" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Desktops", Level = 1 })).ToBeVisibleAsync();
        Assert.Empty(browser.Problems);
    }

    private async Task<HindsightServer> ServerAsync(string authYaml = "")
    {
        // Each step may take long on a loaded machine, and waits for what it needs.
        SetDefaultExpectTimeout(60_000);
        var server = await HindsightServer.StartAsync([("desk", "127.0.0.1:1")], authYaml: authYaml);
        _open.Add(server);
        return server;
    }

    private async Task<BrowserPage> BrowserAsync(HindsightServer server)
    {
        // Browsers allow passkeys only where nothing is wrong with the certificate.
        var browser = await BrowserPage.OpenAsync(trusted: server);
        browser.Context.SetDefaultTimeout(60_000);
        _open.Add(browser);
        return browser;
    }

    private static async Task AddAuthenticatorAsync(BrowserPage browser, IPage page)
    {
        var session = await browser.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true,
                ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task OpenAccountAsync(IPage page)
    {
        await page.GetByLabel($"Account of {HindsightServer.User}").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Second factors" })).ToBeVisibleAsync();
    }

    /// <summary>Signs out on the account page, which the next sign-in leads back to.</summary>
    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync(new Uri(new Uri(page.Url), "/web/account").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private static async Task EnterPasswordAsync(IPage page, HindsightServer server)
    {
        await page.GetByLabel("User", new() { Exact = true }).FillAsync(HindsightServer.User);
        await page.GetByLabel("Password").FillAsync(server.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task EnterCodeAsync(IPage page, string code)
    {
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task<string> SecretAsync(IPage page) =>
        (await page.Locator(".secret").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The rows of the audit log, the newest first.</summary>
    private static async Task<IReadOnlyList<string>> AuditAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit Log" }).ClickAsync();
        await page.GetByText("Signed in").First.WaitForAsync();
        return await page.GetByRole(AriaRole.Row).AllTextContentsAsync();
    }
}
