using System.Globalization;
using Hindsight.Client.CommandLine;
using Hindsight.Recording.Terminal;

namespace Hindsight.Tsh.Play;

/// <summary>Where a terminal's recording is shown: the terminal that <c>tsh</c> runs in, or what its output goes to.</summary>
/// <param name="output">Takes characters and control sequences.</param>
/// <param name="size">The window's size now; null if the output is no terminal.</param>
/// <param name="name">For the window's title.</param>
internal sealed class PlayWindow(TextWriter output, Func<(int Columns, int Rows)?> size, string name)
{
    private readonly TerminalPicture _picture = new(output);
    private (int Columns, int Rows)? _window;
    private (int Columns, int Rows) _recorded;
    private string _title = "";

    /// <summary>Goes to the alternate screen, so that the shell's is as it was afterwards.</summary>
    internal void Open()
    {
        if (size() is null)
            return;
        output.Write("\e[22;0t\e[?1049h");
        _picture.Clear();
    }

    /// <summary>Shows the terminal and, in the title, where in the recording that is.</summary>
    internal void Show(TerminalEmulator? terminal, PlayState state)
    {
        var window = size();
        if (window is not null)
            ShowTitle(state);
        if (terminal is null)
            return;
        if (window is not null && _recorded != (terminal.Columns, terminal.Rows))
        {
            // Terminals that let programs do so take the recording's size.
            _recorded = (terminal.Columns, terminal.Rows);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\e[8;{terminal.Rows};{terminal.Columns}t"));
        }

        if (window != _window)
        {
            _window = window;
            _picture.Clear();
        }

        output.Write("\e[?2026h");
        _picture.Show(terminal, window?.Columns ?? terminal.Columns, window?.Rows ?? terminal.Rows);
        output.Write("\e[?2026l");
        output.Flush();
    }

    /// <summary>Gives the terminal back as it was, and leaves the last screen there.</summary>
    internal void Close(TerminalEmulator? last)
    {
        output.Write(size() is null ? "\e[0m\e[?25h\n" : "\e[0m\e[?25h\e[0 q\e[?1049l\e[23;0t");
        if (last is not null && size() is not null)
            new TerminalPicture(output).Print(last);
        output.Flush();
    }

    private void ShowTitle(PlayState state)
    {
        var title = string.Create(CultureInfo.InvariantCulture,
            $"{name} {SessionClock.Text(state.Time)[..^4]} / {SessionClock.Text(state.Duration)[..^4]} {state.Speed}x{(state.IsPaused ? " paused" : "")}");
        if (title == _title)
            return;
        _title = title;
        output.Write($"\e]2;{title}\e\\");
        output.Flush();
    }
}

/// <summary>Where the player is.</summary>
/// <param name="Time">Milliseconds since the session's start.</param>
/// <param name="Duration">The recording's length in milliseconds.</param>
/// <param name="Speed">How much faster than it was.</param>
/// <param name="IsPaused">Whether it stands still.</param>
internal readonly record struct PlayState(long Time, long Duration, double Speed, bool IsPaused);
