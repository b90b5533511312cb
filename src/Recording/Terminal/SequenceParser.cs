using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hindsight.Recording.Terminal;

/// <summary>What a parser finds in a terminal's output.</summary>
internal interface ISequenceHandler
{
    /// <summary>A character to show.</summary>
    void Print(int code);

    /// <summary>A control character, C0 or C1.</summary>
    void Execute(int code);

    /// <summary>An escape sequence; <paramref name="name"/> is its intermediate characters and its final one.</summary>
    void Escape(string name);

    /// <summary>A control sequence; <paramref name="name"/> is its prefix, its intermediate characters and its final one.</summary>
    void Control(string name, SequenceParameters parameters);

    /// <summary>An operating system command: its number and its text.</summary>
    void Command(int number, string text);

    /// <summary>A string of another kind ended.</summary>
    void StringEnded();
}

/// <summary>
/// The VT500 state machine (after Paul Williams) for characters that are already decoded. Its memory is bounded: of a string
/// only what a title needs is kept. <see cref="WritePending"/> gives bytes that lead a new parser to the same state.
/// </summary>
internal sealed class SequenceParser(ISequenceHandler handler)
{
    /// <summary>Intermediate characters that are kept; no known sequence has more than a prefix and two.</summary>
    private const int MaxCollected = 4;

    private const int Bell = 0x07;
    private const int Cancel = 0x18;
    private const int Substitute = 0x1A;
    private const int Escape = 0x1B;
    private const int Terminator = 0x9C;

    private static readonly string[] ShortNames = [.. Enumerable.Range(0, 0x7F).Select(c => ((char)c).ToString())];

    private readonly SequenceParameters _parameters = new();
    private readonly StringBuilder _collected = new();
    private readonly StringBuilder _text = new();
    private State _state;

    private enum State : byte
    {
        Ground,
        Escape,
        EscapeIntermediate,
        ControlEntry,
        ControlParameter,
        ControlIntermediate,
        ControlIgnore,
        Command,
        CommandIgnore,
        Ignored,
        DeviceEntry,
        DeviceParameter,
        DeviceIntermediate,
        DeviceIgnore,
        DevicePassthrough,
    }

    public bool IsGround => _state == State.Ground;

    /// <summary>Forgets a sequence that is not whole.</summary>
    public void Reset() => _state = State.Ground;

    public void Take(int code)
    {
        if (_state == State.Ground && (code is (>= 0x20 and < 0x7F) or >= 0xA0))
            handler.Print(code);
        else if (code is Cancel or Substitute or Escape or (>= 0x80 and < 0xA0) || (code == Bell && _state is (State.Command or State.CommandIgnore)))
            TakeAnywhere(code);
        else
            TakeInState(code);
    }

    /// <summary>Writes the shortest bytes that have the same effect as the sequence that is not whole yet.</summary>
    public void WritePending(IBufferWriter<byte> output)
    {
        var text = _state switch
        {
            State.Ground => "",
            State.Escape or State.EscapeIntermediate => "\e" + _collected,
            State.ControlEntry or State.ControlParameter or State.ControlIntermediate => "\e[" + _text,
            State.ControlIgnore => "\e[0?",
            State.Command => "\e]" + _text,
            State.CommandIgnore => "\e]x",
            State.Ignored => "\eX",
            State.DeviceEntry => "\eP",
            State.DeviceParameter => "\eP0",
            State.DeviceIntermediate => "\eP ",
            State.DeviceIgnore => "\eP0?",
            _ => "\ePz",
        };
        Encoding.UTF8.GetBytes(text, output);
    }

    /// <summary>Characters that end or begin a sequence whatever came before them.</summary>
    private void TakeAnywhere(int code)
    {
        var endsString = _state is (State.Command or State.CommandIgnore or State.DevicePassthrough)
            && code is (Bell or Cancel or Substitute or Escape or Terminator);
        if (_state == State.Command && code is (Bell or Escape or Terminator))
            DispatchCommand();
        if (endsString)
            handler.StringEnded();
        switch (code)
        {
            case Escape:
                Begin(State.Escape);
                return;
            case 0x90:
                Begin(State.DeviceEntry);
                return;
            case 0x9B:
                Begin(State.ControlEntry);
                return;
            case 0x9D:
                Begin(State.Command);
                return;
            case 0x98 or 0x9E or 0x9F:
                Begin(State.Ignored);
                return;
        }

        // What ends a string does nothing else.
        _state = State.Ground;
        if (!endsString && code != Terminator)
            handler.Execute(code);
    }

    private void Begin(State state)
    {
        _state = state;
        _collected.Clear();
        _text.Clear();
        _parameters.Clear();
    }

    private void TakeInState(int code)
    {
        switch (_state)
        {
            case State.Ground:
                if (code < 0x20)
                    handler.Execute(code);
                break;
            case State.Escape or State.EscapeIntermediate:
                TakeInEscape(code);
                break;
            case State.ControlEntry or State.ControlParameter or State.ControlIntermediate or State.ControlIgnore:
                TakeInControl(code);
                break;
            case State.Command:
                if (code >= 0x20)
                    AddToCommand(code);
                break;
            case State.Ignored:
                if (code >= 0xA0)
                    _state = State.Ground;
                break;
            case State.DeviceEntry or State.DeviceParameter or State.DeviceIntermediate:
                TakeInDevice(code);
                break;
        }
    }

    private void TakeInEscape(int code)
    {
        switch (code)
        {
            case < 0x20:
                handler.Execute(code);
                break;
            case < 0x30:
                Collect(code);
                _state = State.EscapeIntermediate;
                break;
            case '[' when _state == State.Escape:
                Begin(State.ControlEntry);
                break;
            case ']' when _state == State.Escape:
                Begin(State.Command);
                break;
            case 'P' when _state == State.Escape:
                Begin(State.DeviceEntry);
                break;
            case 'X' or '^' or '_' when _state == State.Escape:
                Begin(State.Ignored);
                break;
            case < 0x7F:
                _state = State.Ground;
                handler.Escape(Name(code));
                break;
            case 0x7F when _state == State.Escape:
                break;
            default:
                _state = State.Ground;
                break;
        }
    }

    private void TakeInControl(int code)
    {
        switch (code)
        {
            case < 0x20:
                handler.Execute(code);
                break;
            case 0x7F:
                break;
            case > 0x7F:
                _state = _state == State.ControlIgnore ? _state : State.Ground;
                break;
            case >= 0x40 when _state == State.ControlIgnore:
                _state = State.Ground;
                break;
            case >= 0x40:
                _state = State.Ground;
                handler.Control(Name(code), _parameters);
                break;
            default:
                if (_state != State.ControlIgnore)
                    TakeBeforeFinal(code);
                break;
        }
    }

    private void TakeBeforeFinal(int code)
    {
        switch (code)
        {
            case < 0x30:
                if (Collect(code))
                    _text.Append((char)code);
                _state = State.ControlIntermediate;
                break;
            case < 0x3C when _state != State.ControlIntermediate:
                if (_parameters.Add(code))
                    _text.Append((char)code);
                _state = State.ControlParameter;
                break;
            case >= 0x3C when _state == State.ControlEntry:
                Collect(code);
                _text.Append((char)code);
                _state = State.ControlParameter;
                break;
            default:
                _state = State.ControlIgnore;
                break;
        }
    }

    private void TakeInDevice(int code)
    {
        switch (code)
        {
            case < 0x20 or 0x7F:
                break;
            case < 0x30:
                _state = State.DeviceIntermediate;
                break;
            case < 0x3C when _state != State.DeviceIntermediate:
            case < 0x40 when _state == State.DeviceEntry:
                _state = State.DeviceParameter;
                break;
            case < 0x40:
                _state = State.DeviceIgnore;
                break;
            case < 0x7F:
                _state = State.DevicePassthrough;
                break;
            default:
                _state = State.Ground;
                break;
        }
    }

    private bool Collect(int code)
    {
        if (_collected.Length == MaxCollected)
            return false;
        _collected.Append((char)code);
        return true;
    }

    private string Name(int final) => _collected.Length == 0 ? ShortNames[final] : _collected.Append((char)final).ToString();

    private void AddToCommand(int code)
    {
        _text.Append(new Rune(code));
        if (_text.Length > TerminalLimits.MaxCommand)
            _state = State.CommandIgnore;
    }

    private void DispatchCommand()
    {
        var text = _text.ToString();
        var end = text.IndexOf(';', StringComparison.Ordinal);
        if (int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            handler.Command(number, end < 0 ? "" : text[(end + 1)..]);
    }
}
