using Hindsight.Recording.Terminal;

namespace Hindsight.Tsh.Video;

/// <summary>Draws a terminal's cells as pixels, each dot of the font as a square of <paramref name="scale"/>.</summary>
internal sealed class TerminalDrawing(int scale)
{
    private const int Padding = 4;

    /// <summary>Small terminals are enlarged up to this, and no more than this often.</summary>
    private const int FullWidth = 1920, FullHeight = 1200, MostScale = 2;

    private readonly uint[] _dots = new uint[TerminalFont.Height];

    /// <summary>The drawing for a recording whose largest terminal has these sides.</summary>
    internal static TerminalDrawing For(int columns, int rows)
    {
        var plain = new TerminalDrawing(1).SizeOf(columns, rows);
        return new TerminalDrawing(Math.Clamp(Math.Min(FullWidth / plain.Width, FullHeight / plain.Height), 1, MostScale));
    }

    /// <summary>Pixels of a terminal.</summary>
    internal (int Width, int Height) SizeOf(int columns, int rows) =>
        (((columns * TerminalFont.Width) + (2 * Padding)) * scale, ((rows * TerminalFont.Height) + (2 * Padding)) * scale);

    /// <summary>Draws into a picture at a place where there is room for <see cref="SizeOf"/>.</summary>
    internal void Draw(TerminalEmulator terminal, Span<uint> picture, int stride, int left, int top, bool cursor)
    {
        var (width, height) = SizeOf(terminal.Columns, terminal.Rows);
        for (var y = top; y < top + height; y++)
            picture.Slice((y * stride) + left, width).Fill(TerminalColors.Background);
        var at = cursor && !terminal.Modes.CursorHidden ? (Math.Min(terminal.CursorX, terminal.Columns - 1), terminal.CursorY) : (-1, -1);
        for (var y = 0; y < terminal.Rows; y++)
        {
            for (var x = 0; x < terminal.Columns; x++)
            {
                var (text, columns, style) = terminal[x, y];
                if (columns == 0)
                    continue;
                var place = picture[((top + ((Padding + (y * TerminalFont.Height)) * scale)) * stride + left + ((Padding + (x * TerminalFont.Width)) * scale))..];
                DrawCell(text, Math.Min(columns, terminal.Columns - x), style, (x, y) == at, place, stride);
            }
        }
    }

    private void DrawCell(string text, int columns, CellStyle style, bool isCursor, Span<uint> place, int stride)
    {
        if (text.Length == 0 && style == default && !isCursor)
            return;
        var (ink, back) = isCursor ? (TerminalColors.Background, TerminalColors.Cursor) : TerminalColors.Of(style);
        Array.Clear(_dots);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != ' ')
                TerminalFont.Instance.Draw(rune.Value, columns, (style.Flags & CellFlags.Bold) != 0, (style.Flags & CellFlags.Italic) != 0, _dots);
        }

        AddLines(style, (1u << (columns * TerminalFont.Width)) - 1);
        var width = columns * TerminalFont.Width;
        for (var y = 0; y < TerminalFont.Height * scale; y++)
        {
            var row = place.Slice(y * stride, width * scale);
            var dots = _dots[y / scale];
            if (dots == 0)
            {
                row.Fill(back);
                continue;
            }

            for (var x = 0; x < width; x++)
                row.Slice(x * scale, scale).Fill((dots >> (width - 1 - x) & 1) != 0 ? ink : back);
        }
    }

    private void AddLines(CellStyle style, uint all)
    {
        if (style.Underline > 0)
            _dots[16] |= style.Underline >= 4 ? all & 0xAAAAAAAA : all;
        if (style.Underline == 2)
            _dots[14] |= all;
        if (style.Underline == 3)
            _dots[15] |= all & 0xCCCCCCCC;
        if ((style.Flags & CellFlags.Strikethrough) != 0)
            _dots[9] |= all;
        if ((style.Flags & CellFlags.Overline) != 0)
            _dots[0] |= all;
    }
}
