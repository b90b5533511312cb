using System.Globalization;
using System.Text;

namespace Hindsight.Recording.Terminal;

/// <summary>The sequences that set modes and styles in a terminal that was reset.</summary>
internal static class ModeSequences
{
    /// <summary>All modes but IRM and DECOM, which change what other sequences do.</summary>
    public static string Of(TerminalModes modes)
    {
        var text = new StringBuilder();
        Set(text, "\e[20h", modes.NewLine);
        Set(text, "\e[?1h", modes.ApplicationCursor);
        Set(text, "\e=", modes.ApplicationKeypad);
        Set(text, "\e[?7l", !modes.Wraparound);
        Set(text, "\e[?45h", modes.ReverseWraparound);
        Set(text, "\e[?2004h", modes.BracketedPaste);
        Set(text, "\e[?1004h", modes.SendFocus);
        Set(text, "\e[?2026h", modes.SynchronizedOutput);
        Set(text, "\e[?25", true);
        text.Append(modes.CursorHidden ? 'l' : 'h');
        if (modes.CursorStyle != 0)
            text.Append(CultureInfo.InvariantCulture, $"\e[{modes.CursorStyle} q");
        if (modes.MouseTracking != MouseTracking.None)
            text.Append(CultureInfo.InvariantCulture, $"\e[?{(int)modes.MouseTracking}h");
        if (modes.MouseEncoding != MouseEncoding.Default)
            text.Append(CultureInfo.InvariantCulture, $"\e[?{(int)modes.MouseEncoding}h");
        return text.ToString();
    }

    /// <summary>The sequence that gives what is printed this style, whatever it was before.</summary>
    public static string Of(CellStyle style)
    {
        if (style == default)
            return "\e[m";
        var text = new StringBuilder("\e[0");
        AddFlags(text, style);
        AddColor(text, style.Foreground, 30);
        AddColor(text, style.Background, 40);
        if (CellColor.IsRgb(style.UnderlineColor))
            text.Append(CultureInfo.InvariantCulture, $";58:2::{Part(style.UnderlineColor, 2)}:{Part(style.UnderlineColor, 1)}:{Part(style.UnderlineColor, 0)}");
        else if (CellColor.IsPalette(style.UnderlineColor))
            text.Append(CultureInfo.InvariantCulture, $";58:5:{Part(style.UnderlineColor, 0)}");
        text.Append('m');
        Set(text, "\e[1\"q", (style.Flags & CellFlags.Protected) != 0);
        return text.ToString();
    }

    private static void AddFlags(StringBuilder text, CellStyle style)
    {
        ReadOnlySpan<(CellFlags Flag, string Number)> numbers =
        [
            (CellFlags.Bold, ";1"), (CellFlags.Dim, ";2"), (CellFlags.Italic, ";3"), (CellFlags.Blink, ";5"), (CellFlags.Inverse, ";7"),
            (CellFlags.Invisible, ";8"), (CellFlags.Strikethrough, ";9"), (CellFlags.Overline, ";53"),
        ];
        foreach (var (flag, number) in numbers)
            Set(text, number, (style.Flags & flag) != 0);
        if (style.Underline > 0)
            text.Append(style.Underline == 1 ? ";4" : string.Create(CultureInfo.InvariantCulture, $";4:{style.Underline}"));
    }

    private static void AddColor(StringBuilder text, uint color, int first)
    {
        var index = Part(color, 0);
        if (CellColor.IsRgb(color))
            text.Append(CultureInfo.InvariantCulture, $";{first + 8};2;{Part(color, 2)};{Part(color, 1)};{index}");
        else if (CellColor.IsPalette(color) && index < 8)
            text.Append(CultureInfo.InvariantCulture, $";{first + index}");
        else if (CellColor.IsPalette(color) && index < 16)
            text.Append(CultureInfo.InvariantCulture, $";{first + 60 + index - 8}");
        else if (CellColor.IsPalette(color))
            text.Append(CultureInfo.InvariantCulture, $";{first + 8};5;{index}");
    }

    private static int Part(uint color, int place) => (byte)(color >> (8 * place));

    private static void Set(StringBuilder text, string sequence, bool set)
    {
        if (set)
            text.Append(sequence);
    }
}
