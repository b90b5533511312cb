using System.Globalization;
using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Hindsight.EndToEnd.Browser;

/// <summary>The main job, as a person does it: sign in, work in a desktop, find the recording, see the same pixels again.</summary>
public sealed class JourneyTests : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _open = [];
    private DesktopHost _desktop = null!;

    public async ValueTask InitializeAsync() => _open.Add(_desktop = await DesktopHost.XrdpAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(_open))
            await one.DisposeAsync();
    }

    /// <summary>The workers that ./test built, one for each FreeRDP; the one beside the server where it built none.</summary>
    public static TheoryData<string> Workers
    {
        get
        {
            string[] built = [.. new[] { "HINDSIGHT_WORKER_FREERDP2", "HINDSIGHT_WORKER_FREERDP3" }.Select(Environment.GetEnvironmentVariable).OfType<string>()];
            return [.. built.DefaultIfEmpty("")];
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public async Task What_was_seen_in_a_session_is_seen_again_in_its_recording(string worker)
    {
        var server = await HindsightServer.StartAsync([("desk", _desktop.Address)], worker.Length > 0 ? worker : null);
        _open.Add(server);
        var browser = await BrowserPage.OpenAsync();
        _open.Add(browser);
        var list = await browser.SignInAsync(server);

        var live = await browser.ConnectAsync(list, "desk", DesktopHost.User, _desktop.Password);
        await BrowserPage.AcceptCertificateAsync(live);
        await WorkAsync(live);
        await DisconnectAsync(live);

        var row = await BrowserPage.NewestRecordingAsync(list);
        await Expect(row).ToContainTextAsync("desk");
        await Expect(row).ToContainTextAsync(HindsightServer.User);
        var sid = (await row.GetAttributeAsync("data-sid"))!;
        var player = await browser.PlayAsync(row);
        await ComparePicturesAsync(player, ReferenceFrame.Of(server, sid));
        Assert.Empty(browser.Problems);
    }

    [Fact]
    public async Task A_running_session_can_be_played_while_it_runs()
    {
        var server = await HindsightServer.StartAsync([("desk", _desktop.Address)]);
        _open.Add(server);
        var browser = await BrowserPage.OpenAsync();
        _open.Add(browser);
        var list = await browser.SignInAsync(server);
        var live = await browser.ConnectAsync(list, "desk", DesktopHost.User, _desktop.Password);
        await BrowserPage.AcceptCertificateAsync(live);
        await BrowserPage.DesktopShownAsync(live);
        await live.WaitForTimeoutAsync(2500);

        var player = await browser.PlayAsync(await BrowserPage.NewestRecordingAsync(list));
        await player.WaitForFunctionAsync("() => globalThis.__hindsight?.picture()?.width > 0");
        Assert.NotNull(await BrowserPage.PictureAsync(player));
        Assert.Empty(browser.Problems);
    }

    private async Task WorkAsync(IPage live)
    {
        await BrowserPage.DesktopShownAsync(live);
        await _desktop.ShellAnswersAsync(line => TypeLineAsync(live, line, null));
        await TypeLineAsync(live, "echo hello from the browser", "typed.txt");
        Assert.Equal("hello from the browser\n", await _desktop.FileAsync("typed.txt"));

        var before = await WindowAsync(live, "before.txt");
        // xdotool adds the frame to the client's place once more, so the title bar is this far above what it says.
        var (x, y) = (before.X + before.Width / 2, before.Y - 45);
        await live.Mouse.MoveAsync(x, y);
        await live.Mouse.DownAsync();
        await live.Mouse.MoveAsync(x + 60, y + 40, new() { Steps = 8 });
        await live.Mouse.UpAsync();
        // A window manager that is still ending a drag has the keyboard and swallows what is typed.
        await _desktop.ShellAnswersAsync(line => TypeLineAsync(live, line, null));
        var after = await WindowAsync(live, "after.txt");
        Assert.NotEqual((before.X, before.Y), (after.X, after.Y));

        await live.SetViewportSizeAsync(1100, 700);
        await live.WaitForFunctionAsync("() => globalThis.__hindsight?.picture()?.width === 1100", null, new() { Timeout = 20_000 });
        await TypeLineAsync(live, "seq 200", null);
        await live.WaitForTimeoutAsync(2500);
    }

    /// <summary>Types on the keyboard; the shell writes what the command prints into <paramref name="file"/>.</summary>
    private static async Task TypeLineAsync(IPage live, string command, string? file)
    {
        await live.Keyboard.TypeAsync(command, new() { Delay = 15 });
        if (file is not null)
        {
            await live.Keyboard.PressAsync("Shift+Period");
            await live.Keyboard.TypeAsync(file, new() { Delay = 15 });
        }

        await live.Keyboard.PressAsync("Enter");
    }

    private async Task<(int X, int Y, int Width)> WindowAsync(IPage live, string file)
    {
        await TypeLineAsync(live, "xdotool getactivewindow getwindowgeometry --shell", file);
        var text = await _desktop.FileAsync(file);
        Assert.NotNull(text);
        var values = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('='))
            .Where(p => p[0] is "X" or "Y" or "WIDTH").ToDictionary(p => p[0], p => int.Parse(p[1], CultureInfo.InvariantCulture));
        return (values["X"], values["Y"], values["WIDTH"]);
    }

    private static async Task DisconnectAsync(IPage live)
    {
        await live.Mouse.MoveAsync(550, 1);
        await live.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        await live.GetByRole(AriaRole.Link, new() { Name = "Watch the recording" }).WaitForAsync();
    }

    /// <summary>Seeks to an early, a middle and a late moment, and compares each picture with the framebuffer's, pixel for pixel.</summary>
    private static async Task ComparePicturesAsync(IPage player, ReferenceFrame[] frames)
    {
        Assert.True(frames.Length >= 4, $"only {frames.Length} reference frames");
        var address = player.Url.Split('?')[0];
        foreach (var frame in new[] { frames[^1], frames[1], frames[frames.Length / 2] })
        {
            await player.GotoAsync($"{address}?t={frame.Time.ToString(CultureInfo.InvariantCulture)}");
            var time = frame.Time.ToString(CultureInfo.InvariantCulture);
            await player.WaitForFunctionAsync($"() => globalThis.__hindsight?.picture()?.timeMs >= {time}");
            var shown = (await BrowserPage.PictureAsync(player))!.Value;
            Assert.Equal(frame.Time, (long)shown.Time);
            Assert.Equal((frame.Width, frame.Height), (shown.Width, shown.Height));
            var expected = frame.Pixels();
            Assert.Equal(0, expected.Zip(shown.Pixels).Count(p => p.First != p.Second));
            Assert.True(expected.Distinct().Skip(4).Any(), "the picture compared is not blank");
        }
    }
}
