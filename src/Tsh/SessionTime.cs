using System.Globalization;

namespace Hindsight.Tsh;

/// <summary>A moment of a session, as people write it: 90, 1:30, 1:02:03 or 1:02:03.5.</summary>
internal static class SessionTime
{
    /// <summary>Milliseconds.</summary>
    internal static long Parse(string option, string text)
    {
        var parts = text.Split(':');
        var seconds = 0m;
        foreach (var part in parts)
        {
            if (parts.Length > 3 || !decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1_000_000)
                throw new Failure(ExitCode.Usage, $"{option}: \"{text}\" is not a moment of the session: write it like 90, 1:30 or 1:02:03.5");
            seconds = seconds * 60 + value;
        }

        return (long)(seconds * 1000);
    }
}
