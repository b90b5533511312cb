namespace Hindsight.Recording.Terminal;

/// <summary>The normal or the alternate screen: its rows, cursor, margins and tab stops. Has no scrollback.</summary>
internal sealed class TerminalBuffer
{
    private const int TabWidth = 8;

    private readonly List<TerminalRow> _rows = [];
    private bool[] _tabs = [];

    public TerminalBuffer(int columns, int rows)
    {
        Columns = columns;
        for (var y = 0; y < rows; y++)
            _rows.Add(new TerminalRow(columns, TerminalCell.Blank(default)));
        (Bottom, _tabs) = (rows - 1, DefaultTabs(columns));
    }

    public int Columns { get; private set; }

    public int Rows => _rows.Count;

    /// <summary>The cursor's column; <see cref="Columns"/> when the next character goes to the next row.</summary>
    public int X { get; set; }

    /// <summary>The cursor's row.</summary>
    public int Y { get; set; }

    /// <summary>The first row that scrolls.</summary>
    public int Top { get; set; }

    /// <summary>The last row that scrolls.</summary>
    public int Bottom { get; set; }

    /// <summary>What DECSC saved.</summary>
    public SavedCursor Saved { get; set; }

    /// <summary>Told of a row that leaves the screen at its top, or with all others; the row is good until it returns.</summary>
    public Action<TerminalRow>? RowLeaves { get; set; }

    public TerminalRow this[int y] => _rows[y];

    /// <summary>Whether the cursor is between the margins.</summary>
    public bool IsInRegion => Y >= Top && Y <= Bottom;

    public bool IsTab(int x) => x < _tabs.Length && _tabs[x];

    public bool HasDefaultTabs => _tabs.AsSpan().SequenceEqual(DefaultTabs(Columns));

    public void SetTab(int x, bool set)
    {
        if (x < _tabs.Length)
            _tabs[x] = set;
    }

    public void ClearTabs() => Array.Clear(_tabs);

    public int NextTab(int x)
    {
        do
            x++;
        while (x < Columns && !_tabs[x]);
        return Math.Min(x, Columns - 1);
    }

    public int PreviousTab(int x)
    {
        do
            x--;
        while (x > 0 && !_tabs[x]);
        return Math.Max(x, 0);
    }

    /// <summary>Moves the rows <paramref name="top"/> to <paramref name="bottom"/> up by one; a row of <paramref name="fill"/> comes in below.</summary>
    public void ScrollUp(int top, int bottom, TerminalCell fill, bool wrapped = false)
    {
        if (top == 0)
            RowLeaves?.Invoke(_rows[0]);
        Turn(top, bottom, fill, wrapped);
    }

    /// <summary>Moves the rows down by one; a row of <paramref name="fill"/> comes in above.</summary>
    public void ScrollDown(int top, int bottom, TerminalCell fill) => Turn(bottom, top, fill, false);

    /// <summary>Empties the screen and puts everything back as it was at first, but for what DECSC saved.</summary>
    public void Clear(TerminalCell fill)
    {
        LeaveAll();
        foreach (var row in _rows)
        {
            row.Fill(fill);
            row.IsWrapped = false;
        }

        (X, Y, Top, Bottom, _tabs) = (0, 0, 0, Rows - 1, DefaultTabs(Columns));
    }

    /// <summary>Tells of all rows down to the last that is not empty.</summary>
    public void LeaveAll()
    {
        if (RowLeaves is not { } leave)
            return;
        var last = _rows.FindLastIndex(r => r.Cells.ContainsAnyExcept(TerminalCell.Blank(default)) && TerminalText.Of(r).AsSpan().Trim(' ').Length > 0);
        foreach (var row in _rows[..(last + 1)])
            leave(row);
    }

    /// <summary>
    /// Takes another size. Rows are not wrapped anew. Where rows must go, those below the cursor go first, then those at the top.
    /// </summary>
    public void Resize(int columns, int rows)
    {
        while (Rows > rows)
        {
            var isBelow = Rows > Y + 1;
            if (!isBelow)
                RowLeaves?.Invoke(_rows[0]);
            _rows.RemoveAt(isBelow ? Rows - 1 : 0);
        }

        foreach (var row in _rows)
            row.Resize(columns);
        while (Rows < rows)
            _rows.Add(new TerminalRow(columns, TerminalCell.Blank(default)));

        var tabs = DefaultTabs(columns);
        _tabs.AsSpan(0, Math.Min(_tabs.Length, columns)).CopyTo(tabs);
        (_tabs, Columns, Top, Bottom) = (tabs, columns, 0, rows - 1);
        (X, Y) = (Math.Min(X, columns - 1), Math.Min(Y, rows - 1));
        Saved = Saved with { X = Math.Min(Saved.X, columns - 1), Y = Math.Min(Saved.Y, rows - 1) };
    }

    private void Turn(int from, int to, TerminalCell fill, bool wrapped)
    {
        var row = _rows[from];
        _rows.RemoveAt(from);
        row.Fill(fill);
        row.IsWrapped = wrapped;
        _rows.Insert(to, row);
    }

    private static bool[] DefaultTabs(int columns)
    {
        var tabs = new bool[columns];
        for (var x = 0; x < columns; x += TabWidth)
            tabs[x] = true;
        return tabs;
    }
}

/// <summary>What DECSC saves.</summary>
internal readonly record struct SavedCursor(int X, int Y, CellStyle Style, Charset Charset);

/// <summary>What the characters 0x20 to 0x7E stand for.</summary>
internal enum Charset : byte
{
    /// <summary>Themselves.</summary>
    Ascii = 0,

    /// <summary>Lines and symbols.</summary>
    Graphics = 1,

    /// <summary>Themselves, but # is a pound sign.</summary>
    British = 2,
}
