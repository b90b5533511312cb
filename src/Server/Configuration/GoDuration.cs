using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hindsight.Server.Configuration;

/// <summary>Lengths of time as Teleport writes them: numbers with units, <c>1h30m</c>, <c>12h0m0s</c>, <c>1.5h</c>.</summary>
internal static class GoDuration
{
    // Longer ones have no meaning here, and this keeps the arithmetic far from its bounds.
    private const double MostHours = 1_000_000;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>The length of time, or null when it is none.</summary>
    internal static TimeSpan? Parse(string text)
    {
        var total = TimeSpan.Zero;
        var rest = text.AsSpan();
        if (rest.IsEmpty || rest.Length > 64)
            return null;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return null;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(Digits);
            var unit = letters < 0 ? rest : rest[..letters];
            rest = rest[unit.Length..];
            var hours = unit switch
            {
                "h" => number,
                "m" => number / 60,
                "s" => number / 3600,
                "ms" => number / 3_600_000,
                _ => double.NaN,
            };
            if (!(hours <= MostHours) || (total += TimeSpan.FromHours(hours)).TotalHours > MostHours)
                return null;
        }

        return total;
    }

    /// <summary>The shortest writing.</summary>
    internal static string Format(TimeSpan time)
    {
        var text = new StringBuilder();
        var hours = (long)time.TotalHours;
        if (hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        if (time.Minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{time.Minutes}m");
        if (time.Seconds > 0 || time.Milliseconds > 0 || text.Length == 0)
            text.Append(CultureInfo.InvariantCulture, $"{time.Seconds + (time.Milliseconds / 1000.0):0.###}s");
        return text.ToString();
    }
}
