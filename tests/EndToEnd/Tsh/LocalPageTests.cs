using System.Diagnostics;
using Hindsight.EndToEnd.Browser;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Tsh;

/// <summary><c>tsh play</c> of a desktop's recording in a file: its page in a real browser, without any server.</summary>
public sealed class LocalPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_desktops_recording_in_a_file_plays_in_the_browser()
    {
        var file = Repository.File("tests/Corpus/recordings/desktop.hsr");
        using var tsh = Process.Start(new ProcessStartInfo(HindsightServer.Executable("Tsh", "tsh"), ["play", file, "--browser=none"]) { RedirectStandardOutput = true })!;
        try
        {
            var line = await tsh.StandardOutput.ReadLineAsync(Cancellation);
            Assert.StartsWith("Play it at http://127.0.0.1:", line, StringComparison.Ordinal);
            await using var browser = await BrowserPage.OpenAsync();
            var page = await browser.Context.NewPageAsync();
            await page.GotoAsync(line!["Play it at ".Length..]);
            await page.WaitForFunctionAsync("() => globalThis.__hindsight?.picture()?.width > 0", null, new() { Timeout = 60_000 });
            await page.Keyboard.PressAsync("End");
            await page.WaitForFunctionAsync("() => globalThis.__hindsight?.picture()?.timeMs === 40000", null, new() { Timeout = 60_000 });
            if (Environment.GetEnvironmentVariable("HINDSIGHT_SCREENSHOT") is { Length: > 0 } picture)
                await page.ScreenshotAsync(new() { Path = picture });
            Assert.Empty(browser.Problems);
        }
        finally
        {
            tsh.Kill();
            await tsh.WaitForExitAsync(CancellationToken.None);
        }
    }
}
