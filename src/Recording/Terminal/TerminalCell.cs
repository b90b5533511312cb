namespace Hindsight.Recording.Terminal;

/// <summary>A cell of the screen.</summary>
/// <param name="Code">Its character; 0 if nothing was written there, or in the second half of a wide one.</param>
/// <param name="Width">Columns: 1, or 2 and then 0 in the cell behind.</param>
/// <param name="Style">Its colours and attributes.</param>
/// <param name="Joined">Its character and those that combine with it, if there are any.</param>
internal readonly record struct TerminalCell(int Code, byte Width, CellStyle Style, string? Joined = null)
{
    /// <summary>Code points that a cell holds at most; a hostile program can't make it grow.</summary>
    private const int MaxJoined = 8;

    public bool HasContent => Code != 0;

    public bool IsProtected => (Style.Flags & CellFlags.Protected) != 0;

    /// <summary>The cell's characters; empty if there are none.</summary>
    public string Text => Joined ?? (Code == 0 ? "" : char.ConvertFromUtf32(Code));

    public static TerminalCell Blank(CellStyle style) => new(0, 1, style);

    /// <summary>The cell with one more code point in it, now <paramref name="width"/> columns wide (0: as before).</summary>
    public TerminalCell Join(int code, int width)
    {
        var joined = Code == 0 ? new TerminalCell(code, 1, Style)
            : Text.EnumerateRunes().Count() < MaxJoined ? this with { Joined = Text + char.ConvertFromUtf32(code) }
            : this;
        return width == 0 ? joined : joined with { Width = (byte)width };
    }
}
