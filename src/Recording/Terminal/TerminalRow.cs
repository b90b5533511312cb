namespace Hindsight.Recording.Terminal;

/// <summary>A row of cells. What cuts a wide character in two leaves blanks in the place of its halves.</summary>
internal sealed class TerminalRow(int columns, TerminalCell fill)
{
    private TerminalCell[] _cells = Filled(columns, fill);

    /// <summary>The row goes on from the one above without a line's end.</summary>
    public bool IsWrapped { get; set; }

    public int Length => _cells.Length;

    public ReadOnlySpan<TerminalCell> Cells => _cells;

    public ref TerminalCell this[int column] => ref _cells[column];

    /// <summary>Makes every cell <paramref name="fill"/>; those that are protected stay if <paramref name="selective"/>.</summary>
    public void Fill(TerminalCell fill, bool selective = false)
    {
        foreach (ref var cell in _cells.AsSpan())
        {
            if (!selective || !cell.IsProtected)
                cell = fill;
        }
    }

    /// <summary>Makes the cells from <paramref name="start"/> to before <paramref name="end"/> <paramref name="fill"/>.</summary>
    public void Replace(int start, int end, TerminalCell fill, bool selective = false)
    {
        var blank = TerminalCell.Blank(fill.Style);
        if (start > 0 && start <= Length && _cells[start - 1].Width == 2 && !(selective && _cells[start - 1].IsProtected))
            _cells[start - 1] = blank;
        if (end > 0 && end < Length && _cells[end - 1].Width == 2 && !(selective && _cells[end].IsProtected))
            _cells[end] = blank;
        for (var i = start; i < Math.Min(end, Length); i++)
        {
            if (!selective || !_cells[i].IsProtected)
                _cells[i] = fill;
        }
    }

    /// <summary>Moves the cells from <paramref name="at"/> on to the right, out of the row at its end.</summary>
    public void Insert(int at, int count, TerminalCell fill)
    {
        at %= Length;
        var blank = TerminalCell.Blank(fill.Style);
        if (at > 0 && _cells[at - 1].Width == 2)
            _cells[at - 1] = blank;
        count = Math.Min(count, Length - at);
        Array.Copy(_cells, at, _cells, at + count, Length - at - count);
        Array.Fill(_cells, fill, at, count);
        if (at + count < Length && _cells[at + count] is { Width: 0, HasContent: false })
            _cells[at + count] = TerminalCell.Blank(_cells[at + count].Style);
        if (_cells[^1].Width == 2)
            _cells[^1] = blank;
    }

    /// <summary>Takes cells away at <paramref name="at"/>; those behind move up.</summary>
    public void Delete(int at, int count, TerminalCell fill)
    {
        at %= Length;
        var blank = TerminalCell.Blank(fill.Style);
        count = Math.Min(count, Length - at);
        Array.Copy(_cells, at + count, _cells, at, Length - at - count);
        Array.Fill(_cells, fill, Length - count, count);
        if (at > 0 && _cells[at - 1].Width == 2)
            _cells[at - 1] = blank;
        if (_cells[at].Width == 0 && !_cells[at].HasContent)
            _cells[at] = blank;
    }

    /// <summary>Gives the row another length. A wide character that no longer fits becomes a blank.</summary>
    public void Resize(int columns)
    {
        var before = Length;
        Array.Resize(ref _cells, columns);
        if (columns > before)
            Array.Fill(_cells, TerminalCell.Blank(default), before, columns - before);
        else if (_cells[^1].Width == 2)
            _cells[^1] = TerminalCell.Blank(_cells[^1].Style);
    }

    private static TerminalCell[] Filled(int columns, TerminalCell fill)
    {
        var cells = new TerminalCell[columns];
        Array.Fill(cells, fill);
        return cells;
    }
}
