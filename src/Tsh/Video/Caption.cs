namespace Hindsight.Tsh.Video;

/// <summary>
/// A line of text in the lower right corner: white on black, in letters of five by seven dots, of which each is two pixels a
/// side. It has what a clock and a session's id are made of, and a space for everything else.
/// </summary>
internal static class Caption
{
    private const int Columns = 5, Rows = 7, Dot = 2, Gap = 1, Margin = 3;

    /// <summary>A letter's rows from the top; the highest of five bits is the left dot.</summary>
    private static readonly Dictionary<char, byte[]> Letters = new()
    {
        ['0'] = [14, 17, 19, 21, 25, 17, 14], ['1'] = [4, 12, 4, 4, 4, 4, 14], ['2'] = [14, 17, 1, 2, 4, 8, 31], ['3'] = [31, 2, 4, 2, 1, 17, 14],
        ['4'] = [2, 6, 10, 18, 31, 2, 2], ['5'] = [31, 16, 30, 1, 1, 17, 14], ['6'] = [6, 8, 16, 30, 17, 17, 14], ['7'] = [31, 1, 2, 4, 8, 8, 8],
        ['8'] = [14, 17, 17, 14, 17, 17, 14], ['9'] = [14, 17, 17, 15, 1, 2, 12], ['a'] = [0, 0, 14, 1, 15, 17, 15], ['b'] = [16, 16, 22, 25, 17, 17, 30],
        ['c'] = [0, 0, 14, 16, 16, 17, 14], ['d'] = [1, 1, 13, 19, 17, 17, 15], ['e'] = [0, 0, 14, 17, 31, 16, 14], ['f'] = [6, 9, 8, 28, 8, 8, 8],
        ['-'] = [0, 0, 0, 31, 0, 0, 0], [':'] = [0, 12, 12, 0, 12, 12, 0], ['.'] = [0, 0, 0, 0, 0, 12, 12], ['U'] = [17, 17, 17, 17, 17, 17, 14],
        ['T'] = [31, 4, 4, 4, 4, 4, 4], ['C'] = [14, 17, 16, 16, 16, 17, 14],
    };

    /// <summary>Draws the text; what does not fit the picture is left out at its end.</summary>
    internal static void Draw(Span<uint> picture, int width, int height, string text)
    {
        const int letter = (Columns + Gap) * Dot, line = Rows * Dot;
        var most = (width - 2 * Margin) / letter;
        if (most <= 0 || height < line + 2 * Margin)
            return;
        text = text.Length > most ? text[..most].TrimEnd() : text;
        var (left, top) = (width - text.Length * letter - Margin, height - line - Margin);
        for (var y = top - Margin; y < height; y++)
            picture.Slice(y * width + left - Margin, width - left + Margin).Fill(0xFF000000);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Letters.TryGetValue(text[i], out var rows))
                continue;
            for (var dot = 0; dot < Rows * Columns; dot++)
            {
                var (row, column) = (dot / Columns, dot % Columns);
                if ((rows[row] >> (Columns - 1 - column) & 1) == 0)
                    continue;
                for (var y = 0; y < Dot; y++)
                    picture.Slice((top + row * Dot + y) * width + left + i * letter + column * Dot, Dot).Fill(0xFFFFFFFF);
            }
        }
    }
}
