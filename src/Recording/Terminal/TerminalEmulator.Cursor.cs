namespace Hindsight.Recording.Terminal;

// Moving the cursor. Some of it looks odd on purpose: in origin mode a relative move counts from the margin once more.
public sealed partial class TerminalEmulator
{
    private void RestrictCursor(int maxX)
    {
        _active.X = Math.Clamp(_active.X, 0, maxX);
        _active.Y = Modes.Origin ? Math.Clamp(_active.Y, _active.Top, _active.Bottom) : Math.Clamp(_active.Y, 0, Rows - 1);
    }

    private void SetCursor(int x, int y)
    {
        (_active.X, _active.Y) = (x, Modes.Origin ? _active.Top + y : y);
        RestrictCursor(Columns - 1);
    }

    private void MoveCursor(int x, int y)
    {
        RestrictCursor(Columns - 1);
        SetCursor(_active.X + x, _active.Y + y);
    }

    private void CursorUp(int count)
    {
        var room = _active.Y - _active.Top;
        MoveCursor(0, -(room >= 0 ? Math.Min(room, count) : count));
    }

    private void CursorDown(int count)
    {
        var room = _active.Bottom - _active.Y;
        MoveCursor(0, room >= 0 ? Math.Min(room, count) : count);
    }

    private void Tabulate(int count, bool back)
    {
        if (_active.X >= Columns)
            return;
        for (var i = 0; i < Math.Min(count, Columns); i++)
            _active.X = back ? _active.PreviousTab(_active.X) : _active.NextTab(_active.X);
    }

    private void Index()
    {
        RestrictCursor(Columns - 1);
        _active.Y++;
        if (_active.Y == _active.Bottom + 1)
        {
            _active.Y--;
            _active.ScrollUp(_active.Top, _active.Bottom, Eraser);
        }

        RestrictCursor(Columns - 1);
    }

    private void ReverseIndex()
    {
        RestrictCursor(Columns - 1);
        if (_active.Y == _active.Top)
            _active.ScrollDown(_active.Top, _active.Bottom, Eraser);
        else
            _active.Y--;
        RestrictCursor(Columns - 1);
    }

    private void SetMargins(SequenceParameters parameters)
    {
        var top = parameters.OrOne(0);
        var bottom = parameters[1] == 0 || parameters[1] > Rows ? Rows : parameters[1];
        if (bottom <= top)
            return;
        (_active.Top, _active.Bottom) = (top - 1, bottom - 1);
        SetCursor(0, 0);
    }

    private void SaveCursor() => _active.Saved = new SavedCursor(_active.X, _active.Y, _style, _charset);

    private void RestoreCursor()
    {
        (_active.X, _active.Y, _style, _charset) = (_active.Saved.X, _active.Saved.Y, _active.Saved.Style, _active.Saved.Charset);
        RestrictCursor(Columns - 1);
    }
}
