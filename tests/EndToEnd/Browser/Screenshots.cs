using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;
using Xunit;

namespace Hindsight.EndToEnd.Browser;

/// <summary>Makes docs/images from the demo desktop; demo/screenshots.sh runs it. No test: it asserts nothing.</summary>
public sealed class Screenshots
{
    private static readonly string Images = Repository.File("docs", "images");

    [Fact(Explicit = true)]
    public async Task Take()
    {
        await using var desktop = await DesktopHost.XrdpAsync();
        await using var server = await HindsightServer.StartAsync([("demo-desktop", desktop.Address)]);
        await using var browser = await BrowserPage.OpenAsync();
        Directory.CreateDirectory(Images);

        var list = await browser.Context.NewPageAsync();
        await list.GotoAsync(server.Address.ToString());
        await list.GetByLabel("User", new() { Exact = true }).WaitForAsync();
        await SaveAsync(list, "sign-in");
        await list.CloseAsync();

        list = await browser.SignInAsync(server);
        await SaveAsync(list, "desktops");

        var live = await browser.ConnectAsync(list, "demo-desktop", DesktopHost.User, desktop.Password);
        await BrowserPage.AcceptCertificateAsync(live);
        await BrowserPage.DesktopShownAsync(live, settle: 5000);
        foreach (var line in new[] { "ls -la", "cat .bashrc", "uptime" })
        {
            await live.Keyboard.TypeAsync(line + "\n", new() { Delay = 60 });
            await live.WaitForTimeoutAsync(1200);
        }

        await live.Mouse.ClickAsync(54, 780);
        await live.WaitForTimeoutAsync(4000);
        await live.Mouse.MoveAsync(640, 1);
        await live.WaitForTimeoutAsync(600);
        await SaveAsync(live, "live-session");
        await live.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await live.GetByRole(AriaRole.Link, new() { Name = "Watch the recording" }).WaitForAsync();
        await live.WaitForTimeoutAsync(1500);

        var row = await BrowserPage.NewestRecordingAsync(list);
        await SaveAsync(list, "recordings");

        var player = await browser.PlayAsync(row);
        await player.GotoAsync(player.Url.Split('?')[0] + "?t=9500");
        await player.WaitForFunctionAsync("() => globalThis.__hindsight?.picture()?.timeMs >= 9500");
        await player.WaitForTimeoutAsync(500);
        await SaveAsync(player, "player");
    }

    private static Task<byte[]> SaveAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Images, name + ".png") });
}
