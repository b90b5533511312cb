namespace Hindsight.Recording.Records;

/// <summary>
/// What a record is. The values are part of the format (docs/FORMAT.md, "Records") and never change.
/// A reader skips a kind it does not know, unless bit 7 is set: then it must not show what follows in that segment.
/// </summary>
public enum RecordKind : byte
{
    /// <summary>Live only: the screen has a new size and is black; the history is empty.</summary>
    Resize = 0x01,

    /// <summary>Everything needed to draw the screen, without anything before it.</summary>
    Keyframe = 0x02,

    /// <summary>The codec's history becomes the present picture.</summary>
    Restart = 0x03,

    /// <summary>Rectangles and their SLC payload.</summary>
    Pixels = 0x04,

    /// <summary>Moves inside the picture, applied in order.</summary>
    Copy = 0x05,

    /// <summary>Tiles of the picture that are kept for later.</summary>
    TileSave = 0x86,

    /// <summary>Kept tiles, or cells of them, that are drawn again.</summary>
    TileDraw = 0x87,

    /// <summary>The pointer's picture.</summary>
    PointerShape = 0x10,

    /// <summary>The pointer's position.</summary>
    PointerMove = 0x11,

    /// <summary>A mouse button or a wheel notch.</summary>
    Button = 0x12,

    /// <summary>A clipboard transfer: direction and size, never the content.</summary>
    Clipboard = 0x18,

    /// <summary>A sentence shown to the user during the session.</summary>
    Notice = 0x20,

    /// <summary>A named moment.</summary>
    Mark = 0x21,

    /// <summary>A stretch of time that is missing, and why.</summary>
    Gap = 0x22,

    /// <summary>What a terminal's program printed.</summary>
    TerminalOutput = 0x30,

    /// <summary>What was typed into a terminal.</summary>
    TerminalInput = 0x31,

    /// <summary>A terminal's size and whole state.</summary>
    TerminalKeyframe = 0x32,

    /// <summary>How a terminal's program ended.</summary>
    TerminalExit = 0x33,

    /// <summary>The session's end, and why.</summary>
    End = 0x3F,
}
