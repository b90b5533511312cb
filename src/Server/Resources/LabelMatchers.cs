using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>
/// Conditions on labels: each key must be there with one of its values. A value is a text, a pattern with <c>*</c>, or a
/// regular expression between <c>^</c> and <c>$</c>; the key <c>*</c> with the value <c>*</c> is everything.
/// </summary>
internal sealed class LabelMatchers
{
    /// <summary>Everything.</summary>
    internal static readonly LabelMatchers Any = new(new Dictionary<string, IReadOnlyList<string>> { ["*"] = ["*"] });

    private const int LongestPattern = 256;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _labels;
    private readonly List<(string Key, List<Predicate<string>> Values)> _conditions;

    internal LabelMatchers(IReadOnlyDictionary<string, IReadOnlyList<string>> labels)
    {
        _labels = labels;
        _conditions = [.. labels.Select(l => (l.Key, l.Value.Select(Compile).ToList()))];
    }

    /// <summary>Whether the labels meet the conditions. No condition at all matches nothing.</summary>
    internal bool Match(IReadOnlyDictionary<string, string> labels) =>
        _conditions.Count > 0 && _conditions.TrueForAll(c => c.Key == "*"
            ? c.Values.Exists(v => v(""))
            : labels.TryGetValue(c.Key, out var value) && c.Values.Exists(v => v(value)));

    /// <summary>Reads matchers; null when the key is missing.</summary>
    internal static LabelMatchers? Read(YamlSection section, string key)
    {
        if (section.TextLists(key) is not { } labels)
            return null;
        foreach (var (name, values) in labels)
        {
            if (name == "*" && values is not ["*"])
                section.Fault(key, $"{section.Path}.{key}: the key \"*\" goes with the value \"*\" only");
            foreach (var fault in values.Select(Fault).OfType<string>())
                section.Fault(key, $"{section.Path}.{key}.{name}: {fault}");
        }

        return labels.Values.SelectMany(v => v).Any(v => Fault(v) is not null) ? new LabelMatchers(new Dictionary<string, IReadOnlyList<string>>()) : new LabelMatchers(labels);
    }

    /// <summary>The conditions as they are written.</summary>
    internal JsonObject Write() =>
        new(_labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => KeyValuePair.Create(l.Key, l.Value is [var one] ? (JsonNode?)one : RoleConditions.Texts(l.Value))));

    private static string? Fault(string pattern)
    {
        if (pattern.Length > LongestPattern)
            return $"a value is longer than {LongestPattern} characters";
        try
        {
            Compile(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"\"{pattern}\" is no regular expression that can be used: {e.Message}";
        }
    }

    /// <summary>Regular expressions run without backtracking, so that a hostile one takes no longer than its text.</summary>
    private static Predicate<string> Compile(string pattern)
    {
        if (pattern == "*")
            return _ => true;
        if (pattern.StartsWith('^') && pattern.EndsWith('$'))
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant).IsMatch;
        if (pattern.Contains('*', StringComparison.Ordinal))
            return new Regex($"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline).IsMatch;
        return value => string.Equals(value, pattern, StringComparison.Ordinal);
    }
}
