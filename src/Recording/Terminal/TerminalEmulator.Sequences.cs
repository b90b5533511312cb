namespace Hindsight.Recording.Terminal;

// Which sequence does what.
public sealed partial class TerminalEmulator
{
    void ISequenceHandler.Escape(string name)
    {
        _join = NoJoin;
        switch (name)
        {
            case "7":
                SaveCursor();
                break;
            case "8":
                RestoreCursor();
                break;
            case "D":
                Index();
                break;
            case "E":
                _active.X = 0;
                Index();
                break;
            case "H":
                _active.SetTab(_active.X, true);
                break;
            case "M":
                ReverseIndex();
                break;
            case "=" or ">":
                Modes = Modes with { ApplicationKeypad = name == "=" };
                break;
            case "c":
                Reset();
                break;
            case "n" or "}":
                UseCharset(2);
                break;
            case "o" or "|":
                UseCharset(3);
                break;
            case "~":
                UseCharset(1);
                break;
            case "#8":
                ShowAlignment();
                break;
            case "%@" or "%G":
                UseCharset(0);
                Designate(0, 'B');
                break;
            case { Length: 2 } when "()*+-.".Contains(name[0], StringComparison.Ordinal):
                Designate(name[0] switch { '(' => 0, ')' or '-' => 1, '*' or '.' => 2, _ => 3 }, name[1]);
                break;
        }
    }

    void ISequenceHandler.Control(string name, SequenceParameters parameters)
    {
        var count = parameters.OrOne(0);
        if (name == "b")
            Repeat(count);
        else if (!MoveBySequence(name, count, parameters) && !EditBySequence(name, count, parameters))
            SetBySequence(name, parameters);
        _join = NoJoin;
    }

    private bool MoveBySequence(string name, int count, SequenceParameters parameters)
    {
        switch (name)
        {
            case "A":
                CursorUp(count);
                break;
            case "B":
                CursorDown(count);
                break;
            case "C" or "a":
                MoveCursor(count, 0);
                break;
            case "D":
                MoveCursor(-count, 0);
                break;
            case "E":
                CursorDown(count);
                _active.X = 0;
                break;
            case "F":
                CursorUp(count);
                _active.X = 0;
                break;
            case "G" or "`":
                SetCursor(count - 1, _active.Y);
                break;
            case "H" or "f":
                SetCursor(parameters.OrOne(1) - 1, count - 1);
                break;
            case "I":
                Tabulate(count, back: false);
                break;
            case "Z":
                Tabulate(count, back: true);
                break;
            case "d":
                SetCursor(_active.X, count - 1);
                break;
            case "e":
                MoveCursor(0, count);
                break;
            case "s":
                SaveCursor();
                break;
            case "u":
                RestoreCursor();
                break;
            default:
                return false;
        }

        return true;
    }

    private bool EditBySequence(string name, int count, SequenceParameters parameters)
    {
        switch (name)
        {
            case "@":
                InsertCharacters(count);
                break;
            case "P":
                DeleteCharacters(count);
                break;
            case "X":
                EraseCharacters(count);
                break;
            case "J" or "?J":
                EraseInDisplay(parameters[0], selective: name != "J");
                break;
            case "K" or "?K":
                EraseInLine(parameters[0], selective: name != "K");
                break;
            case "L":
                InsertLines(count);
                break;
            case "M":
                DeleteLines(count);
                break;
            case "S":
                ScrollUp(count);
                break;
            case "T":
                ScrollDown(count);
                break;
            case " @" or " A":
                ShiftColumns(0, count, insert: name == " A");
                break;
            case "'}" or "'~":
                ShiftColumns(_active.X, count, insert: name == "'}");
                break;
            default:
                return false;
        }

        return true;
    }

    private void SetBySequence(string name, SequenceParameters parameters)
    {
        switch (name)
        {
            case "g" when parameters[0] == 0:
                _active.SetTab(_active.X, false);
                break;
            case "g" when parameters[0] == 3:
                _active.ClearTabs();
                break;
            case "h" or "l":
                SetModes(parameters, name == "h");
                break;
            case "?h" or "?l":
                SetPrivateModes(parameters, name == "?h");
                break;
            case "m":
                _style = StyleSequence.Apply(_style, parameters);
                break;
            case "r":
                SetMargins(parameters);
                break;
            case "!p":
                SoftReset();
                break;
            case " q":
                Modes = Modes with { CursorStyle = parameters[0] <= 6 ? parameters[0] : Modes.CursorStyle };
                break;
            case "\"q" when parameters[0] <= 2:
                _style = _style.With(CellFlags.Protected, parameters[0] == 1);
                break;
        }
    }
}
