using System.Buffers;

namespace Hindsight.Recording.Terminal;

/// <summary>
/// A terminal without a window: takes what a program prints and knows what the screen shows. Its memory is bounded whatever
/// the bytes are, and nothing it is sent makes it fail. What it does with a byte is what xterm.js 6 does (docs/FORMAT.md,
/// "Terminals"), so that a player can go on from its keyframes. Not thread-safe.
/// </summary>
public sealed partial class TerminalEmulator : ISequenceHandler
{
    private readonly SequenceParser _parser;
    private readonly TerminalBuffer _normal;
    private readonly TerminalBuffer _alternate;
    private Utf8Input _utf8;
    private TerminalBuffer _active;
    private CellStyle _style;

    /// <summary>An empty terminal. <see cref="TerminalLimits"/> says which sizes there are.</summary>
    public TerminalEmulator(int columns, int rows)
    {
        if (!TerminalLimits.IsValid(columns, rows))
            throw new ArgumentOutOfRangeException(nameof(columns), $"a terminal can't have {columns} x {rows} cells");
        _parser = new SequenceParser(this);
        (_normal, _alternate) = (new TerminalBuffer(columns, rows), new TerminalBuffer(columns, rows));
        _active = _normal;
    }

    /// <summary>Columns.</summary>
    public int Columns => _active.Columns;

    /// <summary>Rows.</summary>
    public int Rows => _active.Rows;

    /// <summary>The cursor's column, from 0; <see cref="Columns"/> if the next character goes to the next row.</summary>
    public int CursorX => _active.X;

    /// <summary>The cursor's row, from 0.</summary>
    public int CursorY => _active.Y;

    /// <summary>The window's title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The modes that programs set.</summary>
    public TerminalModes Modes { get; private set; } = new();

    /// <summary>Whether the alternate screen is shown.</summary>
    public bool IsAlternate => _active == _alternate;

    /// <summary>The characters of a cell, "" if it is blank, how many columns they take (0: the second half of a wide one), and how they look.</summary>
    public (string Text, int Width, CellStyle Style) this[int x, int y]
    {
        get
        {
            ref var cell = ref _active[y][x];
            return (cell.Text, cell.Width, cell.Style);
        }
    }

    internal TerminalBuffer Active => _active;

    internal TerminalBuffer Normal => _normal;

    internal TerminalBuffer Alternate => _alternate;

    internal CellStyle Style => _style;

    /// <summary>Takes output, cut anywhere.</summary>
    public void Write(ReadOnlySpan<byte> output)
    {
        foreach (var b in output)
        {
            if (_utf8.TryRead(b, out var code))
                _parser.Take(code);
        }
    }

    /// <summary>Gives the terminal another size, as its window would. Rows are not wrapped anew.</summary>
    public void Resize(int columns, int rows)
    {
        if (!TerminalLimits.IsValid(columns, rows))
            throw new ArgumentOutOfRangeException(nameof(columns), $"a terminal can't have {columns} x {rows} cells");
        _normal.Resize(columns, rows);
        _alternate.Resize(columns, rows);
        _join = NoJoin;
    }

    /// <summary>Writes output that gives a terminal of this size, reset before, the present state (docs/FORMAT.md, "TERMINAL_KEYFRAME").</summary>
    public void WriteState(IBufferWriter<byte> output) => new StateWriter(this, output).Write();

    internal void WritePending(IBufferWriter<byte> output)
    {
        _parser.WritePending(output);
        _utf8.WritePending(output.GetSpan(4));
        output.Advance(_utf8.PendingLength);
    }

    void ISequenceHandler.Command(int number, string text)
    {
        if (number is 0 or 2)
            Title = text;
    }

    void ISequenceHandler.StringEnded() => _join = NoJoin;

    private void Reset()
    {
        (_style, _join, Modes) = (default, NoJoin, new TerminalModes { NewLine = Modes.NewLine, CursorHidden = Modes.CursorHidden });
        ResetCharsets();
        foreach (var buffer in (ReadOnlySpan<TerminalBuffer>)[_normal, _alternate])
        {
            buffer.Clear(TerminalCell.Blank(default));
            buffer.Saved = default;
        }

        _active = _normal;
    }
}
