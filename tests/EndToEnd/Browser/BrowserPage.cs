using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;

namespace Hindsight.EndToEnd.Browser;

/// <summary>A headless Chromium with one window, which trusts the test server's own certificate.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _problems = [];

    private BrowserPage(IPlaywright playwright, IBrowser browser, IBrowserContext context) =>
        (_playwright, _browser, Context) = (playwright, browser, context);

    public IBrowserContext Context { get; }

    /// <summary>Errors of scripts and of the content security policy, from every page.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static async Task<BrowserPage> OpenAsync(int width = 1280, int height = 800, HindsightServer? trusted = null)
    {
        const string Chromium = "/usr/bin/chromium";
        Requirement.Met(File.Exists(Chromium) ? null : $"missing {Chromium}: ./test installs it");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = trusted is null ? Arguments : [.. Arguments, $"--ignore-certificate-errors-spki-list={trusted.CertificateKeyHash()}"] });
        var context = await browser.NewContextAsync(new()
        {
            IgnoreHTTPSErrors = true,
            ViewportSize = new() { Width = width, Height = height },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var page = new BrowserPage(playwright, browser, context);
        context.WebError += (_, e) => page.Note(e.Error);
        context.Console += (_, m) =>
        {
            if (m.Type == "error" && m.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                page.Note(m.Text);
        };
        return page;
    }

    /// <summary>Signs in on the first page and returns it.</summary>
    public async Task<IPage> SignInAsync(HindsightServer server)
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(server.Address.ToString());
        await page.GetByLabel("User", new() { Exact = true }).FillAsync(HindsightServer.User);
        await page.GetByLabel("Password").FillAsync(server.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Table, new() { Name = "Desktops" }).WaitForAsync();
        return page;
    }

    /// <summary>Connects to a desktop from the list and returns the session's tab, which may ask about the certificate first.</summary>
    public async Task<IPage> ConnectAsync(IPage list, string desktop, string login, string password)
    {
        var live = await OpenConnectFormAsync(list, desktop, login, password);
        await live.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
        return live;
    }

    /// <summary>Opens a desktop's tab from the list and fills in its form.</summary>
    public async Task<IPage> OpenConnectFormAsync(IPage list, string desktop, string login, string password)
    {
        var live = await Context.RunAndWaitForPageAsync(() => list.GetByLabel($"Connect to {desktop}").ClickAsync());
        await live.GetByLabel("Login", new() { Exact = true }).FillAsync(login);
        await live.GetByLabel("Password").FillAsync(password);
        return live;
    }

    /// <summary>Accepts the certificate that the session's tab asks about.</summary>
    public static Task AcceptCertificateAsync(IPage live) =>
        live.GetByRole(AriaRole.Button, new() { NameRegex = new("(?i)trust|accept") }).First.ClickAsync(new() { Timeout = 60_000 });

    /// <summary>Waits for the session's first picture, and <paramref name="settle"/> milliseconds more for the desktop to draw itself.</summary>
    public static async Task DesktopShownAsync(IPage live, int settle = 4000)
    {
        await live.Locator(".live-screen canvas").First.WaitForAsync(new() { Timeout = 60_000 });
        await live.WaitForTimeoutAsync(settle);
    }

    /// <summary>Goes from a page of the shell to the list of recordings, and returns the newest one's row.</summary>
    public static async Task<ILocator> NewestRecordingAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Session Recordings" }).ClickAsync();
        var row = page.Locator("tr[data-sid]").First;
        await row.WaitForAsync();
        return row;
    }

    /// <summary>Plays the recording of a row and returns the player's tab.</summary>
    public Task<IPage> PlayAsync(ILocator row) => Context.RunAndWaitForPageAsync(() => row.GetByLabel("Play the session of").ClickAsync());

    /// <summary>The picture a live or a player page shows now: size, time and pixels (0xFFRRGGBB).</summary>
    public static async Task<(int Width, int Height, double Time, uint[] Pixels)?> PictureAsync(IPage page)
    {
        var answer = await page.EvaluateAsync<string?>("""
            () => {
              const shown = globalThis.__hindsight?.picture();
              if (!shown) return null;
              const bytes = new Uint8Array(shown.pixels.buffer, shown.pixels.byteOffset, shown.pixels.byteLength);
              let text = "";
              for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
              return `${shown.width} ${shown.height} ${shown.timeMs} ${btoa(text)}`;
            }
            """);
        if (answer is null)
            return null;
        var parts = answer.Split(' ');
        var bytes = Convert.FromBase64String(parts[3]);
        var pixels = new uint[bytes.Length / 4];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (uint)bytes[i * 4 + 3] << 24 | (uint)bytes[i * 4] << 16 | (uint)bytes[i * 4 + 1] << 8 | bytes[i * 4 + 2];
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return (int.Parse(parts[0], culture), int.Parse(parts[1], culture), double.Parse(parts[2], culture), pixels);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private void Note(string problem)
    {
        lock (_problems)
            _problems.Add(problem);
    }
}
