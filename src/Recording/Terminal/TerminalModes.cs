namespace Hindsight.Recording.Terminal;

/// <summary>Which movements of the mouse a program wants to be told.</summary>
public enum MouseTracking
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Presses (mode 9).</summary>
    X10 = 9,

    /// <summary>Presses and releases (mode 1000).</summary>
    Buttons = 1000,

    /// <summary>Also movements with a button held (mode 1002).</summary>
    Drag = 1002,

    /// <summary>All movements (mode 1003).</summary>
    Any = 1003,
}

/// <summary>How a program wants to be told of the mouse.</summary>
public enum MouseEncoding
{
    /// <summary>In three bytes.</summary>
    Default = 0,

    /// <summary>In numbers, by cells (mode 1006).</summary>
    Sgr = 1006,

    /// <summary>In numbers, by pixels (mode 1016).</summary>
    SgrPixels = 1016,
}

/// <summary>The modes that programs set.</summary>
public sealed record TerminalModes
{
    /// <summary>IRM (4): characters are inserted.</summary>
    public bool Insert { get; init; }

    /// <summary>LNM (20): a line feed returns to the first column.</summary>
    public bool NewLine { get; init; }

    /// <summary>DECCKM (?1): the arrow keys send application codes.</summary>
    public bool ApplicationCursor { get; init; }

    /// <summary>DECNKM (?66): the keypad sends application codes.</summary>
    public bool ApplicationKeypad { get; init; }

    /// <summary>DECOM (?6): the cursor's rows count from the top margin.</summary>
    public bool Origin { get; init; }

    /// <summary>DECAWM (?7): a full row goes on in the next.</summary>
    public bool Wraparound { get; init; } = true;

    /// <summary>?45: a backspace in the first column goes to the row above, if that goes on here.</summary>
    public bool ReverseWraparound { get; init; }

    /// <summary>DECTCEM (?25) is off: the cursor is not shown.</summary>
    public bool CursorHidden { get; init; }

    /// <summary>DECSCUSR: the cursor's shape, 0 to 6.</summary>
    public int CursorStyle { get; init; }

    /// <summary>?2004: pasted text is marked as such.</summary>
    public bool BracketedPaste { get; init; }

    /// <summary>?1004: the program is told when the window gets or loses the focus.</summary>
    public bool SendFocus { get; init; }

    /// <summary>?2026: the program is in the middle of a picture.</summary>
    public bool SynchronizedOutput { get; init; }

    /// <summary>?9, ?1000, ?1002, ?1003.</summary>
    public MouseTracking MouseTracking { get; init; }

    /// <summary>?1006, ?1016.</summary>
    public MouseEncoding MouseEncoding { get; init; }
}
