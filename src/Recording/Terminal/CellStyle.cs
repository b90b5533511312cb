namespace Hindsight.Recording.Terminal;

/// <summary>How a cell looks besides its colours and its underline.</summary>
[Flags]
public enum CellFlags : ushort
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>SGR 1.</summary>
    Bold = 1,

    /// <summary>SGR 2.</summary>
    Dim = 2,

    /// <summary>SGR 3.</summary>
    Italic = 4,

    /// <summary>SGR 5.</summary>
    Blink = 8,

    /// <summary>SGR 7.</summary>
    Inverse = 16,

    /// <summary>SGR 8.</summary>
    Invisible = 32,

    /// <summary>SGR 9.</summary>
    Strikethrough = 64,

    /// <summary>SGR 53.</summary>
    Overline = 128,

    /// <summary>DECSCA: the selective erase functions pass over the cell.</summary>
    Protected = 256,
}

/// <summary>The colours and attributes of a cell.</summary>
/// <param name="Foreground">A <see cref="CellColor"/>.</param>
/// <param name="Background">A <see cref="CellColor"/>.</param>
/// <param name="UnderlineColor">A <see cref="CellColor"/>.</param>
/// <param name="Flags">Attributes.</param>
/// <param name="Underline">0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed.</param>
public readonly record struct CellStyle(uint Foreground, uint Background, uint UnderlineColor, CellFlags Flags, byte Underline)
{
    /// <summary>What erasing leaves: the background alone.</summary>
    public CellStyle Erased => new(CellColor.Default, Background, CellColor.Default, CellFlags.None, 0);

    /// <inheritdoc/>
    public override string ToString() => $"{Foreground:x} on {Background:x}, {Flags}, underline {Underline} {UnderlineColor:x}";

    /// <summary>The style with <paramref name="flag"/> set or not.</summary>
    public CellStyle With(CellFlags flag, bool set) => this with { Flags = set ? Flags | flag : Flags & ~flag };
}

/// <summary>A colour in 32 bits: the terminal's own, one of the palette's 256, or red, green and blue.</summary>
public static class CellColor
{
    /// <summary>The terminal's own foreground or background.</summary>
    public const uint Default = 0;

    private const uint PaletteMark = 1 << 24;
    private const uint RgbMark = 2 << 24;

    /// <summary>A colour of the palette.</summary>
    public static uint Palette(int index) => PaletteMark | (byte)index;

    /// <summary>A colour by its parts.</summary>
    public static uint Rgb(int red, int green, int blue) => RgbMark | ((uint)(byte)red << 16) | ((uint)(byte)green << 8) | (byte)blue;

    /// <summary>Whether it is one of the palette's; its number is in the lowest byte.</summary>
    public static bool IsPalette(uint color) => color >> 24 == 1;

    /// <summary>Whether it is given by its parts, 0xRRGGBB in the lower three bytes.</summary>
    public static bool IsRgb(uint color) => color >> 24 == 2;
}
