using System.Globalization;
using System.Text.RegularExpressions;

namespace Hindsight.Client.CommandLine;

/// <summary>Lengths of time on the command line, such as <c>5h30m40s</c>.</summary>
public static partial class GoDuration
{
    private const int MostHours = 1_000_000;

    /// <summary>The length of time, or null when it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        double Part(string name) => match.Groups[name].Success ? double.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var hours = Part("h") + (Part("m") / 60) + (Part("s") / 3600);
        return hours is > 0 and <= MostHours ? TimeSpan.FromHours(hours) : null;
    }

    [GeneratedRegex(@"^((?<h>\d{1,9})h)?((?<m>\d{1,9})m)?((?<s>\d{1,9})s)?\z")]
    private static partial Regex Pattern();
}
