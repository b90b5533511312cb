using System.Globalization;

namespace Hindsight.Recording.Interchange;

/// <summary>A terminal's size as text: <c>80x24</c>, <c>80:24</c>.</summary>
internal static class TerminalSize
{
    public static bool TryParse(string text, char separator, out int columns, out int rows)
    {
        (columns, rows) = (0, 0);
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at > 0 && Number(text.AsSpan(0, at), out columns) && Number(text.AsSpan(at + 1), out rows);
    }

    private static bool Number(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
