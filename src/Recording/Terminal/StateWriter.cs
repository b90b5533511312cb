using System.Buffers;
using System.Text;

namespace Hindsight.Recording.Terminal;

/// <summary>
/// Writes a terminal's state as output that brings it about in a terminal that was reset. A cell without a character that is
/// more than coloured comes back as a space.
/// </summary>
internal sealed class StateWriter(TerminalEmulator terminal, IBufferWriter<byte> output)
{
    /// <summary>Cells from which on a repetition is shorter than the characters.</summary>
    private const int MinRepeat = 6;

    private CellStyle _style;

    private TerminalBuffer Active => terminal.Active;

    /// <summary>In origin mode only a change of screens leaves the cursor outside the margins.</summary>
    private bool IsOutside => terminal.Modes.Origin && !Active.IsInRegion && !terminal.IsAlternate;

    public void Write()
    {
        Put($"\e]2;{terminal.Title}\a\e[20l");
        if (terminal.IsAlternate)
        {
            WriteScreen(terminal.Normal);
            Put(Margins(terminal.Normal));
            SetStyle(default);
            Put("\e[?47h");
        }
        else if (terminal.Alternate.Saved != default)
        {
            Put("\e[?47h");
            WriteSavedCursor(terminal.Alternate);
            Put("\e[?47l");
        }

        WriteScreen(Active);
        var turnsCharset = terminal.Charset != terminal.Charsets[terminal.CharsetLevel];
        if (turnsCharset)
        {
            Put(Charsets() + "\e8");
            _style = Active.Saved.Style;
        }

        Put(Margins(Active));
        var modes = terminal.Modes;
        if (modes.Origin)
            Put("\e[?6h");
        var last = LastCharacter();
        PlaceCursor(last);
        if (!turnsCharset)
            Put(Charsets());
        Put(ModeSequences.Of(modes));
        SetStyle(terminal.Style);
        WriteLast(last);
        terminal.WritePending(output);
    }

    /// <summary>The cells, the tab stops and the saved cursor of a screen that is empty.</summary>
    private void WriteScreen(TerminalBuffer screen)
    {
        SetStyle(default);
        WriteWraps(screen);
        Put("\e[H");
        var (x, y) = (0, 0);
        for (var row = 0; row < screen.Rows; row++)
        {
            var cells = screen[row].Cells;
            var end = cells.Length;
            while (end > 0 && cells[end - 1] is { HasContent: false } blank && blank.Style == default)
                end--;
            if (end == 0)
                continue;

            if (!(Flows(screen, row) && y == row - 1 && x == screen.Columns) && row > 0)
                Put(y == row - 1 && !screen[row].IsWrapped ? "\r\n" : $"\e[{row + 1}H");
            x = WriteRow(cells[..end]);
            y = row;
        }

        WriteTabs(screen);
        WriteSavedCursor(screen);
    }

    /// <summary>Whether a row that goes on from the one above is reached by filling that one.</summary>
    private static bool Flows(TerminalBuffer screen, int row) =>
        screen[row].IsWrapped && row > 0 && screen[row].Cells[0].HasContent && screen[row - 1].Cells[^1] is ({ HasContent: true } or { Width: 0 });

    /// <summary>Marks the rows that go on from the one above though that is not full: by characters that are erased again.</summary>
    private void WriteWraps(TerminalBuffer screen)
    {
        for (var row = 1; row < screen.Rows; row++)
        {
            if (screen[row].IsWrapped && !Flows(screen, row))
                Put($"\e[{row};{screen.Columns}H  \r\e[X\e[{row};{screen.Columns}H\e[X");
        }
    }

    /// <summary>Returns the column where the cursor is afterwards.</summary>
    private int WriteRow(ReadOnlySpan<TerminalCell> cells)
    {
        for (var x = 0; x < cells.Length;)
        {
            var cell = cells[x];
            var count = 1;
            while (x + count < cells.Length && cells[x + count] == cell)
                count++;
            if (!cell.HasContent && cell.Width == 1 && cell.Style == cell.Style.Erased)
            {
                SetStyle(cell.Style);
                Put((cell.Style == default ? "" : $"\e[{count}X") + $"\e[{count}C");
                x += count;
                if (x == cells.Length)
                    return Math.Min(x, cells.Length - 1);
            }
            else if (cell.Width == 2)
            {
                WriteCell(cell);
                x += 2;
            }
            else
            {
                var repeats = cell.Joined is null && count >= MinRepeat && CharacterWidth.Of(cell.Code) == 1;
                WriteCell(cell);
                if (repeats)
                    Put($"\e[{count - 1}b");
                x += repeats ? count : 1;
            }
        }

        return cells.Length;
    }

    private void WriteCell(TerminalCell cell)
    {
        SetStyle(cell.Style);

        // What combines needs something to combine with.
        if (cell.Width > 0 && CharacterWidth.Of(cell.Code) == 0)
            Put(" ");
        Put(cell.Text);
    }

    private void WriteTabs(TerminalBuffer screen)
    {
        if (screen.HasDefaultTabs)
            return;
        Put("\e[3g");
        for (var x = 0; x < screen.Columns; x++)
        {
            if (screen.IsTab(x))
                Put($"\e[{x + 1}G\eH");
        }
    }

    private void WriteSavedCursor(TerminalBuffer screen)
    {
        var saved = screen.Saved;
        if (saved == default)
            return;
        Put($"\e[{saved.Y + 1};{saved.X + 1}H");
        SetStyle(saved.Style);
        Put(saved.Charset == Charset.Ascii ? "\e7" : $"\e({CharsetName(saved.Charset)}\e7\e(B");
    }

    /// <summary>The cell before the cursor if it was printed last, so that a repetition or a combining mark would concern it; -1 if not.</summary>
    private int LastCharacter()
    {
        var at = Active.X - terminal.Join;
        return terminal.Join > 0 && at >= 0 && !IsOutside && Active[Active.Y][at] is { HasContent: true } cell && cell.Style == terminal.Style
            && CharacterWidth.Of(cell.Code) > 0 ? at : -1;
    }

    private void PlaceCursor(int last)
    {
        var row = Active[Active.Y];
        var x = last >= 0 ? last : Active.X;
        var isFull = x == Active.Columns;
        if (isFull)
            x -= row[x - 1].Width == 0 && x > 1 ? 2 : 1;
        var y = Active.Y - (terminal.Modes.Origin && !IsOutside ? Active.Top : 0);
        Put(IsOutside ? $"\e[?47h\e[{y + 1};{x + 1}H\e[?47l" : $"\e[{y + 1};{x + 1}H");
        if (!isFull)
            return;
        if (row[x].HasContent)
        {
            WriteCell(row[x]);
        }
        else
        {
            SetStyle(row[x].Style);
            Put(" ");
        }
    }

    private void WriteLast(int last)
    {
        if (terminal.Modes.Insert)
            Put("\e[4h");
        if (last < 0)
            return;
        var cell = Active[Active.Y][last];
        if (terminal.Modes.Insert)
            Put($"\e[{cell.Width}P");
        Put(cell.Text);
    }

    private string Charsets()
    {
        var text = new StringBuilder();
        for (var set = 0; set < terminal.Charsets.Length; set++)
        {
            if (terminal.Charsets[set] != Charset.Ascii)
                text.Append('\e').Append("()*+"[set]).Append(CharsetName(terminal.Charsets[set]));
        }

        return text.Append(terminal.CharsetLevel switch { 1 => "\u000e", 2 => "\en", 3 => "\eo", _ => "" }).ToString();
    }

    private static char CharsetName(Charset charset) => charset switch { Charset.Graphics => '0', Charset.British => 'A', _ => 'B' };

    private static string Margins(TerminalBuffer screen) =>
        screen.Top == 0 && screen.Bottom == screen.Rows - 1 ? "" : $"\e[{screen.Top + 1};{screen.Bottom + 1}r";

    private void SetStyle(CellStyle style)
    {
        if (style == _style)
            return;
        Put(ModeSequences.Of(style));
        _style = style;
    }

    private void Put(string text) => Encoding.UTF8.GetBytes(text, output);
}
