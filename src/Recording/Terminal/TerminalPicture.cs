using System.Text;

namespace Hindsight.Recording.Terminal;

/// <summary>
/// Shows a terminal inside another one: writes what turns the picture that is there into the present one. Nothing that the
/// recorded program printed passes but the characters on its screen and their looks. Not thread-safe.
/// </summary>
/// <param name="output">Takes characters and control sequences.</param>
public sealed class TerminalPicture(TextWriter output)
{
    private readonly StringBuilder _text = new();
    private TerminalCell[] _shown = [];
    private (int Columns, int Rows) _size;
    private CellStyle _style;
    private (bool Hidden, int Style) _cursor;

    /// <summary>Forgets what is there; the next picture is drawn on an empty screen.</summary>
    public void Clear()
    {
        (_shown, _size, _style, _cursor) = ([], default, default, default);
        output.Write("\e[0m\e[H\e[2J\e[?25h\e[0 q");
    }

    /// <summary>Draws what differs, as far as there is room for it.</summary>
    public void Show(TerminalEmulator terminal, int columns, int rows)
    {
        (columns, rows) = (Math.Min(columns, terminal.Columns), Math.Min(rows, terminal.Rows));
        if (_size != (columns, rows))
        {
            Clear();
            _size = (columns, rows);
            _shown = new TerminalCell[columns * rows];
            Array.Fill(_shown, TerminalCell.Blank(default));
        }

        for (var y = 0; y < rows; y++)
            ShowRow(terminal.Active[y].Cells[..columns], _shown.AsSpan(y * columns, columns), y);
        ShowCursor(terminal, columns, rows);
        output.Write(_text);
        _text.Clear();
    }

    /// <summary>Writes the rows of a screen as text with colours, for a terminal that goes on below.</summary>
    public void Print(TerminalEmulator terminal)
    {
        var last = terminal.Rows - 1;
        while (last >= 0 && TerminalText.Of(terminal.Active[last]).AsSpan().Trim(' ').IsEmpty)
            last--;
        for (var y = 0; y <= last; y++)
        {
            var cells = terminal.Active[y].Cells;
            for (var x = 0; x < cells.Length; x++)
                Put(cells[x]);
            SetStyle(default);
            _text.Append("\e[K\n");
        }

        output.Write(_text);
        _text.Clear();
    }

    private void ShowRow(ReadOnlySpan<TerminalCell> cells, Span<TerminalCell> shown, int y)
    {
        if (cells.SequenceEqual(shown))
            return;
        var at = -1;
        for (var x = 0; x < cells.Length; x++)
        {
            if (cells[x] == shown[x] || cells[x].Width == 0)
                continue;
            if (at != x)
                _text.Append("\e[").Append(y + 1).Append(';').Append(x + 1).Append('H');
            Put(cells[x].Width == 2 && x + 1 == cells.Length ? TerminalCell.Blank(cells[x].Style) : cells[x]);

            // Terminals do not agree on how wide other characters are.
            at = cells[x].Code is >= 0x20 and < 0x7F or 0 && cells[x].Joined is null ? x + 1 : -1;
        }

        cells.CopyTo(shown);
    }

    private void Put(TerminalCell cell)
    {
        if (cell.Width == 0)
            return;
        SetStyle(cell.Style);

        // What combines needs something to combine with.
        if (!cell.HasContent || CharacterWidth.Of(cell.Code) == 0)
            _text.Append(' ');
        _text.Append(cell.Text);
    }

    private void ShowCursor(TerminalEmulator terminal, int columns, int rows)
    {
        var hidden = terminal.Modes.CursorHidden || terminal.CursorY >= rows || terminal.CursorX > columns;
        if (_cursor != (hidden, terminal.Modes.CursorStyle))
        {
            _cursor = (hidden, terminal.Modes.CursorStyle);
            _text.Append(hidden ? "\e[?25l" : "\e[?25h").Append("\e[").Append(terminal.Modes.CursorStyle).Append(" q");
        }

        if (!hidden)
            _text.Append("\e[").Append(terminal.CursorY + 1).Append(';').Append(Math.Min(terminal.CursorX, columns - 1) + 1).Append('H');
    }

    private void SetStyle(CellStyle style)
    {
        if (style != _style)
            _text.Append(ModeSequences.Of(style));
        _style = style;
    }
}
