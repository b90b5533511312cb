using System.Globalization;

namespace Hindsight.Server.Configuration;

/// <summary>Values of more kinds.</summary>
internal sealed partial class YamlSection
{
    /// <summary>Yes or no, or null when it is missing.</summary>
    internal bool? FlagOrNothing(string key) => Has(key) ? Flag(key, false) : Missing(key);

    /// <summary>A whole number between two bounds.</summary>
    internal int Number(string key, int least, int most, int usual)
    {
        var result = usual;
        Text(key, text =>
        {
            var good = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
            result = good ? number : usual;
            return good ? null : $"\"{text}\" is not a whole number from {least} to {most}";
        });
        return result;
    }

    /// <summary>A length of time as Teleport writes it, such as <c>1h30m</c>; null when it is missing, <c>never</c> or at fault.</summary>
    internal TimeSpan? Duration(string key)
    {
        TimeSpan? result = null;
        Text(key, text =>
        {
            if (text is "never" or "0")
                return null;
            result = GoDuration.Parse(text);
            return result is null ? $"\"{text}\" is not a length of time, such as 30m, 12h or 1h30m" : result <= TimeSpan.Zero ? $"\"{text}\" is not longer than nothing" : null;
        });
        return result > TimeSpan.Zero ? result : null;
    }

    /// <summary>A time in UTC; null when it is missing or at fault.</summary>
    internal DateTimeOffset? Time(string key)
    {
        DateTimeOffset? result = null;
        Text(key, text =>
        {
            var good = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
            result = good ? time.ToUniversalTime() : null;
            return good ? null : $"\"{text}\" is not a time, such as 2026-01-31T12:00:00Z";
        });
        return result;
    }

    /// <summary>Names with one text or several each, such as label matchers; null when the key is missing.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>>? TextLists(string key)
    {
        var value = Take(key);
        if (value is null)
            return null;
        var lists = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (value is not YamlMap map)
        {
            Fault(value, $"{In(key)} must be a section of names with texts");
            return lists;
        }

        foreach (var (name, item) in map.Pairs)
        {
            var texts = item is YamlList list ? list.Items : [item];
            if (texts.FirstOrDefault(t => t is not YamlScalar { IsNothing: false }) is { } wrong)
                Fault(wrong, $"{In(key)}.{name.Text} must be a text or a list of texts");
            else if (!lists.TryAdd(name.Text, [.. texts.Cast<YamlScalar>().Select(t => t.Text)]))
                Fault(name, $"{In(key)}.{name.Text} is there twice: keep one");
        }

        return lists;
    }

    /// <summary>Whether the key is written at all, with a value or without.</summary>
    internal bool IsWritten(string key) => _values.ContainsKey(key);

    private bool? Missing(string key)
    {
        Take(key);
        return null;
    }
}
