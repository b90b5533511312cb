namespace Hindsight.Recording.Terminal;

// Erasing, inserting, deleting and scrolling.
public sealed partial class TerminalEmulator
{
    private TerminalCell Eraser => TerminalCell.Blank(_style.Erased);

    private void EraseInDisplay(int what, bool selective)
    {
        RestrictCursor(Columns);
        if (what == 2 || (what == 0 && _active is { X: 0, Y: 0 }))
            _active.LeaveAll();
        var (from, to) = what switch { 0 => (_active.Y + 1, Rows), 1 => (0, _active.Y), 2 => (0, Rows), _ => (0, 0) };
        if (what is 0 or 1)
            EraseInLine(what, selective, clearsWrap: what == 1 || _active.X == 0);
        if (what == 1 && _active.X + 1 >= Columns)
            _active[(_active.Y + 1) % Rows].IsWrapped = false;
        for (var y = from; y < to; y++)
        {
            _active[y].Fill(Eraser, selective);
            _active[y].IsWrapped = false;
        }
    }

    private void EraseInLine(int what, bool selective)
    {
        RestrictCursor(Columns);
        EraseInLine(what, selective, clearsWrap: what == 2 || (what == 0 && _active.X == 0));
    }

    private void EraseInLine(int what, bool selective, bool clearsWrap)
    {
        var (from, to) = what switch { 0 => (_active.X, Columns), 1 => (0, _active.X + 1), 2 => (0, Columns), _ => (0, 0) };
        if (to == 0)
            return;
        _active[_active.Y].Replace(from, to, Eraser, selective);
        _active[_active.Y].IsWrapped &= !clearsWrap;
    }

    private void EraseCharacters(int count)
    {
        RestrictCursor(Columns - 1);
        _active[_active.Y].Replace(_active.X, _active.X + count, Eraser);
    }

    private void InsertCharacters(int count)
    {
        RestrictCursor(Columns - 1);
        _active[_active.Y].Insert(_active.X, count, Eraser);
    }

    private void DeleteCharacters(int count)
    {
        RestrictCursor(Columns - 1);
        _active[_active.Y].Delete(_active.X, count, Eraser);
    }

    private void InsertLines(int count)
    {
        RestrictCursor(Columns - 1);
        if (!_active.IsInRegion)
            return;
        for (var i = 0; i < Math.Min(count, Rows); i++)
            _active.ScrollDown(_active.Y, _active.Bottom, Eraser);
        _active.X = 0;
    }

    private void DeleteLines(int count)
    {
        RestrictCursor(Columns - 1);
        if (!_active.IsInRegion)
            return;
        for (var i = 0; i < Math.Min(count, Rows); i++)
            _active.ScrollUp(_active.Y, _active.Bottom, Eraser);
        _active.X = 0;
    }

    private void ScrollUp(int count)
    {
        for (var i = 0; i < Math.Min(count, Rows); i++)
            _active.ScrollUp(_active.Top, _active.Bottom, Eraser);
    }

    private void ScrollDown(int count)
    {
        for (var i = 0; i < Math.Min(count, Rows); i++)
            _active.ScrollDown(_active.Top, _active.Bottom, TerminalCell.Blank(default));
    }

    /// <summary>Inserts or deletes columns at <paramref name="at"/> in every row between the margins.</summary>
    private void ShiftColumns(int at, int count, bool insert)
    {
        if (!_active.IsInRegion)
            return;
        for (var y = _active.Top; y <= _active.Bottom; y++)
        {
            if (insert)
                _active[y].Insert(at, count, Eraser);
            else
                _active[y].Delete(at, count, Eraser);
            _active[y].IsWrapped = false;
        }
    }

    /// <summary>DECALN: the screen full of E.</summary>
    private void ShowAlignment()
    {
        SetCursor(0, 0);
        for (var y = _active.Y; y < Rows; y++)
        {
            _active[y].Fill(new TerminalCell('E', 1, _style));
            _active[y].IsWrapped = false;
        }

        SetCursor(0, 0);
    }
}
