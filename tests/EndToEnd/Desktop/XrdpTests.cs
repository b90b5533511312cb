using System.Text.RegularExpressions;
using Hindsight.EndToEnd.Fixtures;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>The worker and its host side, each version of FreeRDP, against a real xrdp.</summary>
public sealed class XrdpTests(XrdpHost xrdp) : IClassFixture<XrdpHost>
{
    private DesktopHost Host => xrdp.Host;

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task The_certificate_is_shown_and_the_picture_is_exact(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version));
        Assert.Equal(Host.Certificate, sink.Certificate!.Sha256);
        await desktop.FocusTerminalAsync(Host, sink);
        foreach (var colour in (uint[])[0x123457, 0xFE0180, 0x7F8081])
        {
            await desktop.TypeLineAsync($"xsetroot -solid '#{colour:x6}'");
            await WatchingSink.UntilAsync(() => sink.Pixel(3, 3) == (0xFF000000 | colour), $"the background is {colour:x6}, not {sink.Pixel(3, 3):x8}");
        }

        Assert.Contains(sink.Pointers, p => p is { Kind: PointerKind.Shape, Width: > 0, Height: > 0 });
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task Characters_and_scan_codes_are_typed(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version));
        await desktop.FocusTerminalAsync(Host, sink);
        await desktop.TypeLineAsync($"echo \"typed $((40+{version}))\" > typed{version}.txt");
        Assert.Equal($"typed {40 + version}\n", await Host.FileAsync($"typed{version}.txt"));

        // id>k2 or id>k3, by the places of the keys.
        foreach (var (code, shift) in ((int, bool)[])[(0x17, false), (0x20, false), (0x34, true), (0x25, false), (version + 1, false), (0x1C, false)])
            await desktop.PressAsync(code, shift);
        Assert.Contains($"({DesktopHost.User})", await Host.FileAsync($"k{version}"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task Pause_can_be_pressed_again_and_again(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version));
        await desktop.FocusTerminalAsync(Host, sink);
        await desktop.TypeLineAsync($"timeout 6 xev -event keyboard > raw; mv raw pause{version}");
        await Typist.Pause(2000);
        for (var i = 0; i < 2; i++)
            await desktop.PressAsync(0x46, extended: true);
        // xrdp makes Ctrl and Pause of it, which X has as Break.
        var events = await Host.FileAsync($"pause{version}");
        Assert.NotNull(events);
        Assert.Equal(2, Regex.Count(events, @"KeyPress event.*\n.*\n.*\(keysym 0xff6b, Break\)"));
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task Every_button_and_both_wheels_arrive(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version));
        await desktop.FocusTerminalAsync(Host, sink);
        // The terminal itself reports the mouse: CSI < button ; column ; row, and M for down or m for up.
        await desktop.TypeLineAsync($"stty -icanon -echo; printf '\\033[?1000h\\033[?1006h'; timeout 4 cat -v > raw; printf '\\033[?1006l\\033[?1000l'; stty sane; mv raw mouse{version}");
        await Typist.Pause(800);
        var (x, y) = (sink.Size.Width / 3, sink.Size.Height / 3);
        for (var button = 0; button < 5; button++)
        {
            desktop.Button(button, true, x, y);
            await Typist.Pause(60);
            desktop.Button(button, false, x, y);
            await Typist.Pause(60);
        }

        foreach (var (horizontal, delta) in ((bool, int)[])[(false, 120), (false, -120), (true, 120), (true, -120)])
        {
            desktop.Wheel(horizontal, delta, x, y);
            await Typist.Pause(60);
        }

        var reports = await Host.FileAsync($"mouse{version}");
        Assert.NotNull(reports);
        string[] down = reports.Split("^[[<", StringSplitOptions.RemoveEmptyEntries).Where(r => r.TrimEnd().EndsWith('M')).Select(r => r.Split(';')[0]).ToArray();
        Assert.Equal(["0", "1", "2", "128", "129", "64", "65", "67", "66"], down);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task Text_is_copied_both_ways(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version));
        await desktop.FocusTerminalAsync(Host, sink);
        desktop.SetClipboardText($"to {version}: żółw €\nsecond line");
        await desktop.TypeLineAsync($"sleep 1; xclip -o -selection clipboard > pasted{version}");
        Assert.Equal($"to {version}: żółw €\nsecond line", (await Host.FileAsync($"pasted{version}"))?.ReplaceLineEndings("\n"));

        await desktop.TypeLineAsync($"printf 'from {version}: caf\\303\\251\\nline' | xclip -i -selection clipboard");
        await WatchingSink.UntilAsync(() => sink.Clipboard.Contains($"from {version}: café\nline"), "the desktop's text arrives");
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task The_screen_follows_the_size_asked_for(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version) with { MaxPixels = 2_000_000 });
        await desktop.FocusTerminalAsync(Host, sink);
        foreach (var (width, height, expected) in ((int, int, (int, int))[])[(1001, 701, (1000, 701)), (16384, 16384, (1414, 1414)), (1280, 800, (1280, 800))])
        {
            desktop.Resize(width, height);
            await WatchingSink.UntilAsync(() => sink.Size == expected, $"{width} × {height}, not {sink.Size}");
            await WatchingSink.UntilAsync(() => sink.Pixel(expected.Item1 - 1, 0) != 0, "the new part is painted");
        }

        Assert.False(desktop.Ended.IsCompleted);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_window_that_is_dragged_to_a_new_size_ends_nothing(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version));
        await desktop.FocusTerminalAsync(Host, sink);
        for (var step = 0; step < 60; step++)
        {
            desktop.Resize(900 + 6 * step, 600 + 3 * step);
            await Typist.Pause(30);
        }

        await WatchingSink.UntilAsync(() => sink.Size == (900 + 6 * 59, 600 + 3 * 59), $"the last size, not {sink.Size}");
        await WatchingSink.UntilAsync(() => sink.Pixel(sink.Size.Width - 1, 0) != 0, "the picture");
        Assert.False(desktop.Ended.IsCompleted);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_wrong_password_shows_xrdps_own_words(int version)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version), password: "not-the-password");
        // xrdp lets everybody in and says in a window of its own that it does not. Its text is drawn with glyphs.
        await WatchingSink.UntilAsync(() => sink.Frames > 0 && sink.Pixel(20, 20) == 0xFF0000FF, "xrdp's window is drawn");
        await Typist.Pause(3000);
        Assert.False(desktop.Ended.IsCompleted);
    }
}
