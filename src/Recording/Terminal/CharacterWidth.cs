namespace Hindsight.Recording.Terminal;

/// <summary>
/// How many columns a character takes. Part of the format (docs/FORMAT.md, "Terminals"): the player has the same table,
/// or a keyframe and the output after it would not fit together.
/// </summary>
internal static partial class CharacterWidth
{
    /// <summary>0, 1 or 2 columns.</summary>
    public static int Of(int codePoint)
    {
        if (codePoint < 0x300)
            return codePoint is >= 0x20 and < 0x7F or >= 0xA0 ? 1 : 0;
        if (Contains(Zero, codePoint))
            return 0;
        return codePoint >= Double[0] && Contains(Double, codePoint) ? 2 : 1;
    }

    private static bool Contains(ReadOnlySpan<int> ranges, int codePoint)
    {
        var (low, high) = (0, ranges.Length / 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[(2 * middle) + 1] < codePoint)
                low = middle + 1;
            else
                high = middle;
        }

        return 2 * low < ranges.Length && ranges[2 * low] <= codePoint;
    }
}
