namespace Hindsight.Server.Configuration;

/// <summary>Finds what somebody meant to type.</summary>
internal static class DidYouMean
{
    private const int LongestWord = 64;

    /// <summary>": did you mean x?", or nothing when no name is near.</summary>
    internal static string Hint(string typed, IEnumerable<string> names)
    {
        if (typed.Length > LongestWord)
            return "";
        var nearest = names
            .Select(name => (name, distance: Distance(typed.ToLowerInvariant(), name)))
            .Where(n => n.distance <= Math.Max(1, n.name.Length / 3))
            .OrderBy(n => n.distance).ThenBy(n => n.name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.name is null ? "" : $": did you mean {nearest.name}?";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that make one word of the other.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
