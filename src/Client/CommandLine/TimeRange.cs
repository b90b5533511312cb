using System.CommandLine;
using System.Globalization;

namespace Hindsight.Client.CommandLine;

/// <summary>The options of lists: from when, to when, and how many.</summary>
public sealed class TimeRange
{
    private const int MostRows = 100_000;

    private static readonly TimeSpan Usual = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private readonly Option<string?> _from = new("--from-utc") { Description = "The first day, such as 2026-01-31. Without it the last 24 hours.", HelpName = "DATE" };
    private readonly Option<string?> _to = new("--to-utc") { Description = "The last day. Without it now.", HelpName = "DATE" };
    private readonly Option<string?> _last = new("--last") { Description = "How far back instead, such as 5h30m40s.", HelpName = "DURATION" };
    private readonly Option<int> _limit = new("--limit") { Description = $"How many at most, 1 to {MostRows}.", DefaultValueFactory = _ => 50 };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_from, _to, _last, _limit])
            command.Add(option);
    }

    /// <summary>How many at most.</summary>
    public int Limit(ParseResult parse) => parse.GetValue(_limit);

    /// <summary>The API's query, without the number of rows; or null, with what is wrong.</summary>
    public (string? Query, string? Problem) Read(ParseResult parse, DateTimeOffset now)
    {
        var (from, to) = (now - Usual, now);
        if (Limit(parse) is < 1 or > MostRows)
            return (null, $"--limit is not a number from 1 to {MostRows}");
        if (parse.GetValue(_last) is { } last)
        {
            if (parse.GetValue(_from) is not null || parse.GetValue(_to) is not null)
                return (null, "--last can't be used with --from-utc and --to-utc: use one of them");
            if (GoDuration.Parse(last) is not { } back)
                return (null, $"--last: \"{last}\" is not a length of time, such as 5h30m40s");
            from = now - back;
        }

        if (parse.GetValue(_to) is { } toText)
        {
            if (!TryParse(toText, out to))
                return (null, $"--to-utc: \"{toText}\" is not a day, such as 2026-01-31");
            to += TimeSpan.FromDays(1);
            from = to - Usual;
        }

        if (parse.GetValue(_from) is { } fromText && !TryParse(fromText, out from))
            return (null, $"--from-utc: \"{fromText}\" is not a day, such as 2026-01-31");
        if (from > to)
            return (null, "--from-utc is after --to-utc");
        if (to - from > Longest + TimeSpan.FromDays(1))
            return (null, "the range of dates is too large: choose one of at most 365 days");
        return ($"from={Uri.EscapeDataString(from.ToString("o", CultureInfo.InvariantCulture))}&to={Uri.EscapeDataString(to.ToString("o", CultureInfo.InvariantCulture))}", null);
    }

    private static bool TryParse(string text, out DateTimeOffset day) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out day);
}
