using System.Text;
using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Browser;
using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;
using Xunit;

namespace Hindsight.EndToEnd.Tsh;

/// <summary>A terminal's recording comes in with <c>tctl</c>, is watched in a browser, and goes out with <c>tsh</c>.</summary>
public sealed class TerminalRecordingTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-terminal-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_recording_is_imported_watched_and_exported()
    {
        Requirement.Met(Requirement.Programs("ffmpeg", "ffprobe"));
        await using var server = await HindsightServer.StartAsync([("desk", "127.0.0.1:1")], keepReferenceFrames: false);
        var cast = NewFile("demo.cast");
        await File.WriteAllTextAsync(cast, DemoSession.Cast, Cancellation);
        var imported = await server.TctlAsync(null, "recordings", "import", cast, $"--user={HindsightServer.User}", "--login=root", "--target=node-1", "--format=json");
        Assert.True(imported.ExitCode == 0, imported.Error);
        var sid = JsonNode.Parse(imported.Output)![0]!["sid"]!.GetValue<string>();
        var again = await server.TctlAsync(null, "recordings", "import", cast);
        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("an import never replaces one", again.Error, StringComparison.Ordinal);

        using (var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password))
            Assert.Equal(("complete", "ssh"), await user.FinishedAsync(sid) is { } row ? (row["state"]!.GetValue<string>(), row["kind"]!.GetValue<string>()) : default);
        await LookInTheBrowserAsync(server, sid);
        await UseTshAsync(server, sid, cast);
    }

    private static async Task LookInTheBrowserAsync(HindsightServer server, string sid)
    {
        await using var browser = await BrowserPage.OpenAsync();
        var page = await browser.SignInAsync(server);
        await page.GotoAsync($"{server.Address}web/cluster/{HindsightServer.Cluster}/session/{sid}?t={DemoSession.Shown}");
        await UntilAsync(page, "text.includes('Everything is fine') && text.includes('日本語')");
        Assert.Equal("80x24", await page.EvaluateAsync<string>("(() => { const c = document.querySelector('.player-screen canvas[role=img]'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; return new Set(new Uint32Array(d.buffer)).size > 50 ? '80x24' : 'no colours'; })()"));
        if (Environment.GetEnvironmentVariable("HINDSIGHT_SCREENSHOT") is { Length: > 0 } picture)
            await page.ScreenshotAsync(new() { Path = picture });

        // Back to the start, where there is only the prompt, and on to the end, where the window is larger.
        await page.Keyboard.PressAsync("Home");
        await UntilAsync(page, "!text.includes('Everything is fine')");
        await page.Keyboard.PressAsync("End");
        await UntilAsync(page, "text.includes('wider') && text.split('\\n').length === 30");
        Assert.Empty(browser.Problems);
    }

    private async Task UseTshAsync(HindsightServer server, string sid, string cast)
    {
        var home = NewFile("tsh");
        Task<ProgramResult> Tsh(string? input, params string[] arguments) =>
            ProgramRun.ToEndAsync("/usr/bin/env", [$"TELEPORT_HOME={home}", HindsightServer.Executable("Tsh", "tsh"), .. arguments], input);
        var status = JsonNode.Parse((await server.TctlAsync(null, "status", "--format=json")).Output)!;
        var login = await Tsh(server.Password + "\n", "login", $"--proxy=localhost:{server.Port}", $"--user={HindsightServer.User}", $"--fingerprint={status["certificate_sha256"]!.GetValue<string>()}");
        Assert.True(login.ExitCode == 0, login.Error);

        Assert.Contains($"{sid} ssh  {HindsightServer.User} node-1", (await Tsh(null, "recordings", "ls", "--from-utc=2025-10-01", "--to-utc=2025-10-31")).Output, StringComparison.Ordinal);
        Assert.StartsWith("whole", (await Tsh(null, "recordings", "verify", sid)).Output, StringComparison.Ordinal);
        var played = await Tsh(null, "play", sid, "--format=text");
        Assert.Equal((0, (await Tsh(null, "play", cast, "--format=text")).Output), (played.ExitCode, played.Output));
        Assert.Contains("Everything is fine", played.Output, StringComparison.Ordinal);

        var (tar, export) = (NewFile("out.tar"), NewFile("out.cast"));
        Assert.Equal(0, (await Tsh(null, "recordings", "convert", sid, tar)).ExitCode);
        var info = JsonNode.Parse((await Tsh(null, "recordings", "info", tar, "--format=json")).Output)!;
        Assert.Equal((sid, "tar", "terminal"), (info["sid"]!.GetValue<string>(), info["format"]!.GetValue<string>(), info["kind"]!.GetValue<string>()));
        Assert.Equal(0, (await Tsh(null, "recordings", "export", sid, "--out", export)).ExitCode);
        Assert.Equal(played.Output, (await Tsh(null, "play", export, "--format=text")).Output);
        Assert.Equal(played.Output, (await Tsh(null, "play", tar, "--format=text")).Output);
        var video = NewFile("out.mp4");
        var encoded = await Tsh(null, "recordings", "export", sid, "--format=mp4", "--out", video, "--quiet");
        Assert.Equal((0, ""), (encoded.ExitCode, encoded.Error));
        var probe = await ProgramRun.ToEndAsync("ffprobe", ["-v", "error", "-select_streams", "v", "-of", "csv=p=0", "-show_entries", "stream=codec_name,width,height", video]);
        Assert.Equal("h264,1816,1096", probe.Output.Trim());
    }

    private static async Task UntilAsync(IPage page, string condition) =>
        await page.WaitForFunctionAsync($"() => {{ const text = globalThis.__hindsight?.text?.(); return text !== undefined && ({condition}); }}", null, new() { Timeout = 60_000 });

    private string NewFile(string name) => Path.Combine(_directory, name);
}

/// <summary>A session in a terminal with all kinds of text in it.</summary>
internal static class DemoSession
{
    /// <summary>A moment at which all of it is there, in ms.</summary>
    internal const int Shown = 5500;

    internal static string Cast { get; } = Make();

    private static string Make()
    {
        var text = new StringBuilder("{\"version\":2,\"width\":80,\"height\":24,\"timestamp\":1760000000,\"title\":\"Check of node-1\"}\n");
        void Print(double time, string output) =>
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"[{time},\"o\",{JsonValue.Create(output).ToJsonString()}]\n");

        const string prompt = "\e[1;32mroot@node-1\e[0m:\e[1;34m~\e[0m# ";
        Print(0.2, prompt);
        Print(1, "check --all\r\n");
        Print(1.5, "┌──────────────┬────────────┬───────────────────────────┐\r\n│ \e[1mService\e[0m      │ \e[1mState\e[0m      │ \e[1mLoad\e[0m                      │\r\n├──────────────┼────────────┼───────────────────────────┤\r\n");
        foreach (var (name, colour, state, load) in ((string, int, string, int)[])[("web", 32, "running", 18), ("database", 32, "running", 9), ("mail", 33, "degraded", 23), ("backup", 31, "failed", 0)])
            Print(2, $"│ {name,-12} │ \e[{colour}m● {state,-8}\e[0m │ \e[38;5;39m{new string('█', load)}\e[38;5;238m{new string('░', 25 - load)}\e[0m │\r\n");
        Print(2.5, "└──────────────┴────────────┴───────────────────────────┘\r\n");
        Print(3, "╔════════════╗ \e[3mitalic\e[0m \e[4munderlined\e[0m \e[1mbold\e[0m \e[2mdim\e[0m \e[7m inverse \e[0m \e[9mstruck\e[0m\r\n║ 日本語 é ñ ║ 한국어 中文 e\u0301 a\u0308 ✓ ✗ → λ π\r\n╚════════════╝\r\n");
        for (var row = 0; row < 2; row++)
            Print(4, string.Concat(Enumerable.Range(0, 76).Select(i => $"\e[48;2;{i * 3};{80 + row * 60};{255 - i * 3}m ")) + "\e[0m\r\n");
        Print(4.2, string.Concat(Enumerable.Range(0, 16).Select(i => $"\e[48;5;{i}m    ")) + "\e[0m\r\n");
        Print(5, "Everything is fine, but for what is not.\r\n" + prompt);
        text.Append("[7,\"r\",\"100x30\"]\n");
        Print(7.5, "echo wider\r\nwider\r\n" + prompt);
        return text.ToString();
    }
}
