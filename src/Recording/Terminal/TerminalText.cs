using System.Text;

namespace Hindsight.Recording.Terminal;

/// <summary>Gathers what a terminal shows as lines of plain text: each when it leaves the screen at the top or is erased with all of it.</summary>
internal sealed class TerminalText
{
    private readonly StringBuilder _line = new();
    private readonly Action<string> _lines;
    private bool _hasLine;

    /// <summary>Listens to the normal screen of a terminal. What full-screen programs draw on the alternate one is no text.</summary>
    public TerminalText(TerminalEmulator terminal, Action<string> lines)
    {
        _lines = lines;
        terminal.Normal.RowLeaves = Add;
    }

    /// <summary>The text of a row up to the last cell that was written to.</summary>
    public static string Of(TerminalRow row)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (var cell in row.Cells)
        {
            if (cell.Width == 0)
                continue;
            text.Append(cell.HasContent ? cell.Text : " ");
            if (cell.HasContent)
                end = text.Length;
        }

        return text.ToString(0, end);
    }

    /// <summary>The rows that are still on the screen, and the last line.</summary>
    public void Finish(TerminalEmulator terminal)
    {
        terminal.Normal.LeaveAll();
        Flush();
    }

    private void Add(TerminalRow row)
    {
        if (!row.IsWrapped)
            Flush();
        _line.Append(Of(row));
        _hasLine = true;

        // A program that never ends its line does not make memory grow.
        if (_line.Length > 1 << 20)
            Flush();
    }

    private void Flush()
    {
        if (_hasLine)
            _lines(_line.ToString().TrimEnd(' '));
        _line.Clear();
        _hasLine = false;
    }
}
