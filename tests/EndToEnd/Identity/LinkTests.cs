using Hindsight.EndToEnd.Browser;
using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Hindsight.EndToEnd.Identity;

/// <summary>Invitations, resets and the account page, as people use them in a browser.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private const string Chosen = "a few words to remember";

    private readonly List<IAsyncDisposable> _open = [];
    private HindsightServer _server = null!;

    public async ValueTask InitializeAsync() => _open.Add(_server = await HindsightServer.StartAsync([("desk", "127.0.0.1:1")]));

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_open))
            await one.DisposeAsync();
    }

    [Fact]
    public async Task An_invited_person_chooses_a_password_with_the_keyboard_and_the_link_is_spent()
    {
        var link = await LinkAsync("users", "add", "mara", "--roles=access");
        var browser = await BrowserAsync();
        var page = await browser.Context.NewPageAsync();
        await page.GotoAsync(link);
        await Expect(page.GetByText("At least 12 characters")).ToBeVisibleAsync();

        await page.GetByLabel("New password").FocusAsync();
        await page.Keyboard.TypeAsync("short");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("short");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("too short");

        await page.GetByLabel("New password").FillAsync(Chosen);
        await page.GetByLabel("The same once more").FillAsync(Chosen);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Desktops", Level = 1 })).ToBeVisibleAsync();

        var again = await (await BrowserAsync()).Context.NewPageAsync();
        await again.GotoAsync(link);
        await Expect(again.GetByRole(AriaRole.Alert)).ToContainTextAsync("was used already");
        Assert.Empty(browser.Problems);
    }

    [Fact]
    public async Task A_reset_ends_what_was_open_and_lets_the_person_in_again()
    {
        var browser = await BrowserAsync();
        var page = await browser.SignInAsync(_server);
        var link = await LinkAsync("users", "reset", HindsightServer.User);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync(Chosen);
        await page.GetByLabel("The same once more").FillAsync(Chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the password and sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Desktops", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_page_that_is_open_elsewhere()
    {
        var here = await BrowserAsync();
        var page = await here.SignInAsync(_server);
        var there = await BrowserAsync();
        var other = await there.SignInAsync(_server);

        await page.GetByLabel($"Account of {HindsightServer.User}").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Sessions" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

        await other.GetByRole(AriaRole.Link, new() { Name = "Session Recordings" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private async Task<BrowserPage> BrowserAsync()
    {
        var browser = await BrowserPage.OpenAsync();
        _open.Add(browser);
        return browser;
    }

    private async Task<string> LinkAsync(params string[] arguments)
    {
        var made = await _server.TctlAsync(null, arguments);
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        return made.Output.Trim().Split('\n')[^1].Trim();
    }
}
