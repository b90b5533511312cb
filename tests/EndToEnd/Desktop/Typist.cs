using Hindsight.Desktop;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>Types into the terminal of a test desktop.</summary>
internal static class Typist
{
    private const int Enter = 0x1C, Shift = 0x2A;

    private static readonly (string Keys, int First)[] Rows = [("qwertyuiop", 0x10), ("asdfghjkl", 0x1E), ("zxcvbnm", 0x2C), (" ", 0x39), ("-", 0x0C)];

    /// <summary>Clicks into the terminal once the desktop has settled, until its shell answers.</summary>
    public static async Task FocusTerminalAsync(this IDesktopConnection desktop, DesktopHost host, WatchingSink sink)
    {
        await WatchingSink.UntilAsync(() => sink.Colours() > 8, "the desktop is drawn");
        await Pause(2500);
        await host.ShellAnswersAsync(async line =>
        {
            var (width, height) = sink.Size;
            desktop.MovePointer(width / 3, height / 3);
            desktop.Button(0, true, width / 3, height / 3);
            desktop.Button(0, false, width / 3, height / 3);
            await Pause(300);
            await desktop.TypeLineAsync(line);
        });
    }

    public static async Task TypeLineAsync(this IDesktopConnection desktop, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            desktop.Character(rune.Value);
            await Pause(12);
        }

        await desktop.PressAsync(Enter);
    }

    /// <summary>Types small letters, spaces and hyphens by the places of their keys, for hosts that know nothing else.</summary>
    public static async Task TypeKeysAsync(this IDesktopConnection desktop, string text)
    {
        foreach (var letter in text)
        {
            var row = Array.FindIndex(Rows, r => r.Keys.Contains(letter, StringComparison.Ordinal));
            await desktop.PressAsync(Rows[row].First + Rows[row].Keys.IndexOf(letter, StringComparison.Ordinal));
        }

        await desktop.PressAsync(Enter);
    }

    public static async Task PressAsync(this IDesktopConnection desktop, int scanCode, bool shift = false, bool extended = false)
    {
        if (shift)
            desktop.Key(Shift, false, true);
        desktop.Key(scanCode, extended, true);
        await Pause(12);
        desktop.Key(scanCode, extended, false);
        if (shift)
            desktop.Key(Shift, false, false);
        await Pause(12);
    }

    public static Task Pause(int milliseconds) => Task.Delay(milliseconds, TestContext.Current.CancellationToken);
}
