using Hindsight.Recording.Terminal;

namespace Hindsight.Tsh.Video;

/// <summary>The colours of terminals, the same as in the player's page: 0xFFRRGGBB.</summary>
internal static class TerminalColors
{
    internal const uint Foreground = 0xFFD9DEE4, Background = 0xFF0D1117, Cursor = 0xFFE6EDF3;

    private static readonly uint[] Ansi =
    [
        0x30363D, 0xF47067, 0x57AB5A, 0xD4A72C, 0x539BF5, 0xB083F0, 0x39C5CF, 0xC9D1D9,
        0x6E7681, 0xFF938A, 0x8DDB8C, 0xEAC55F, 0x96D0FF, 0xDCBDFB, 0x76E3EA, 0xFFFFFF,
    ];

    private static readonly uint[] Steps = [0, 95, 135, 175, 215, 255];

    /// <summary>A cell's colours. Bold text in one of the first eight colours is bright, as terminals have it.</summary>
    internal static (uint Text, uint Back) Of(CellStyle style)
    {
        var flags = style.Flags;
        var bright = (flags & CellFlags.Bold) != 0 && CellColor.IsPalette(style.Foreground) && (byte)style.Foreground < 8 ? 8u : 0;
        var (text, back) = (Of(style.Foreground + bright, Foreground), Of(style.Background, Background));
        if ((flags & CellFlags.Inverse) != 0)
            (text, back) = (back, text);
        if ((flags & CellFlags.Dim) != 0)
            text = Between(text, back);
        return ((flags & CellFlags.Invisible) != 0 ? back : text, back);
    }

    /// <summary>A <see cref="CellColor"/>.</summary>
    internal static uint Of(uint color, uint own)
    {
        if (CellColor.IsRgb(color))
            return 0xFF000000 | (color & 0xFFFFFF);
        if (!CellColor.IsPalette(color))
            return own;
        var index = (int)(byte)color;
        var grey = (uint)(8 + (10 * (index - 232)));
        return 0xFF000000 | index switch
        {
            < 16 => Ansi[index],
            < 232 => (Steps[(index - 16) / 36] << 16) | (Steps[(index - 16) / 6 % 6] << 8) | Steps[(index - 16) % 6],
            _ => (grey << 16) | (grey << 8) | grey,
        };
    }

    private static uint Between(uint a, uint b)
    {
        var mixed = 0xFF000000;
        for (var shift = 0; shift <= 16; shift += 8)
            mixed |= (((((a >> shift) & 0xFF) * 55) + (((b >> shift) & 0xFF) * 45)) / 100) << shift;
        return mixed;
    }
}
