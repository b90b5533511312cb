namespace Hindsight.Recording.Terminal;

// Characters, and the control characters.
public sealed partial class TerminalEmulator
{
    /// <summary>The last thing taken was no character.</summary>
    private const int NoJoin = -1;

    private const string GraphicsCharacters = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private const string CharsetNames = "0AB4C5RQKYE6ZH7=";

    private readonly Charset[] _charsets = new Charset[4];
    private int _charsetLevel;
    private Charset _charset;

    /// <summary>Columns of the character taken last, as REP repeats it and others combine with it; <see cref="NoJoin"/> if there is none.</summary>
    private int _join = NoJoin;

    internal ReadOnlySpan<Charset> Charsets => _charsets;

    internal int CharsetLevel => _charsetLevel;

    internal Charset Charset => _charset;

    internal int Join => _join;

    void ISequenceHandler.Print(int code) => Print(code);

    void ISequenceHandler.Execute(int code)
    {
        _join = NoJoin;
        switch (code)
        {
            case 0x08:
                Backspace();
                break;
            case 0x09:
                if (_active.X < Columns)
                    _active.X = _active.NextTab(_active.X);
                break;
            case 0x0A or 0x0B or 0x0C:
                LineFeed();
                break;
            case 0x0D:
                _active.X = 0;
                break;
            case 0x0E or 0x0F:
                UseCharset(code == 0x0E ? 1 : 0);
                break;
            case 0x84:
                Index();
                break;
            case 0x85:
                _active.X = 0;
                Index();
                break;
            case 0x88:
                _active.SetTab(_active.X, true);
                break;
        }
    }

    private void Print(int code)
    {
        code = _charset switch
        {
            Charset.Graphics when code is >= '`' and <= '~' => GraphicsCharacters[code - '`'],
            Charset.British when code == '#' => '£',
            _ => code,
        };
        var width = CharacterWidth.Of(code);
        var joins = width == 0;
        var joined = joins && _join > 0 ? _join : 0;
        if (joins)
            width = joined;
        _join = width;

        var row = _active[_active.Y];
        ClearCutCharacter(row);
        if (_active.X + width - joined > Columns)
        {
            row = NextRow(row);
            if (_active.X + width > Columns)
            {
                _join = NoJoin;
                return;
            }
        }

        ClearCutCharacter(row);
        if (joins && _active.X > 0)
        {
            var at = _active.X - (row[_active.X - 1].Width > 0 ? 1 : 2);
            if (at >= 0)
                row[at] = row[at].Join(code, width);
            ClearCutHalf(row);
            return;
        }

        if (Modes.Insert)
            row.Insert(_active.X, width, TerminalCell.Blank(_style));

        // A mark with nothing before it has a column of its own.
        row[_active.X++] = new TerminalCell(code, (byte)Math.Max(width, 1), _style);
        if (width == 2)
            row[_active.X++] = new TerminalCell(0, 0, _style);
        ClearCutHalf(row);
    }

    /// <summary>A wide character whose second half is about to be overwritten becomes a blank.</summary>
    private void ClearCutCharacter(TerminalRow row)
    {
        if (_active.X > 0 && row[_active.X - 1].Width == 2)
            row[_active.X - 1] = TerminalCell.Blank(_style);
    }

    /// <summary>The second half of a wide character whose first half was overwritten becomes a blank.</summary>
    private void ClearCutHalf(TerminalRow row)
    {
        if (_active.X < Columns && row[_active.X] is { Width: 0, HasContent: false })
            row[_active.X] = TerminalCell.Blank(_style);
    }

    private TerminalRow NextRow(TerminalRow row)
    {
        if (!Modes.Wraparound)
        {
            _active.X = Columns - 1;
            return row;
        }

        for (var x = _active.X; x < Columns; x++)
            row[x] = TerminalCell.Blank(_style);
        _active.X = 0;
        _active.Y++;
        if (_active.Y == _active.Bottom + 1)
        {
            _active.Y--;
            _active.ScrollUp(_active.Top, _active.Bottom, Eraser, wrapped: true);
        }
        else
        {
            _active.Y = Math.Min(_active.Y, Rows - 1);
            _active[_active.Y].IsWrapped = true;
        }

        return _active[_active.Y];
    }

    private void LineFeed()
    {
        if (Modes.NewLine)
            _active.X = 0;
        _active.Y++;
        if (_active.Y == _active.Bottom + 1)
        {
            _active.Y--;
            _active.ScrollUp(_active.Top, _active.Bottom, Eraser);
        }
        else if (_active.Y >= Rows)
        {
            _active.Y = Rows - 1;
        }
        else
        {
            _active[_active.Y].IsWrapped = false;
        }

        if (_active.X >= Columns)
            _active.X--;
    }

    private void Backspace()
    {
        RestrictCursor(Modes.ReverseWraparound ? Columns : Columns - 1);
        if (_active.X > 0)
        {
            _active.X--;
        }
        else if (Modes.ReverseWraparound && _active.Y > _active.Top && _active.Y <= _active.Bottom && _active[_active.Y].IsWrapped)
        {
            _active[_active.Y].IsWrapped = false;
            _active.Y--;
            _active.X = Columns - 1;
            if (_active[_active.Y][_active.X] is { Width: > 0, HasContent: false })
                _active.X--;
        }

        RestrictCursor(Columns - 1);
    }

    /// <summary>REP: prints the character before once more, so many times.</summary>
    private void Repeat(int count)
    {
        if (_join <= 0)
            return;
        var text = _active[_active.Y][_active.X - _join].Text;
        for (var i = 0; i < count; i++)
        {
            foreach (var rune in text.EnumerateRunes())
                Print(rune.Value);
        }
    }

    private void Designate(int set, char name)
    {
        // The national sets show as ASCII; what is none has no effect.
        if (!CharsetNames.Contains(name, StringComparison.Ordinal))
            return;
        _charsets[set] = name switch { '0' => Charset.Graphics, 'A' => Charset.British, _ => Charset.Ascii };
        if (set == _charsetLevel)
            _charset = _charsets[set];
    }

    private void UseCharset(int set)
    {
        _charsetLevel = set;
        _charset = _charsets[set];
    }

    private void ResetCharsets()
    {
        Array.Clear(_charsets);
        UseCharset(0);
    }
}
