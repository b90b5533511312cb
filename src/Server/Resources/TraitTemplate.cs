using System.Text.RegularExpressions;

namespace Hindsight.Server.Resources;

/// <summary>Texts that stand for a person's traits: <c>{{internal.windows_logins}}</c>, <c>{{external.groups}}</c>.</summary>
internal static partial class TraitTemplate
{
    /// <summary>What is wrong with a text as a template, or null.</summary>
    internal static string? Fault(string text) =>
        !text.Contains("{{", StringComparison.Ordinal) || Pattern().IsMatch(text)
            ? null
            : "is no template: write it like {{internal.windows_logins}} or {{external.groups}}, with nothing else inside";

    /// <summary>The texts it stands for: none when the person has no such trait.</summary>
    internal static IEnumerable<string> Expand(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> traits)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            return [text];
        return traits.TryGetValue(match.Groups["name"].Value, out var values)
            ? values.Where(v => v.Length > 0).Select(v => match.Groups["before"].Value + v + match.Groups["after"].Value)
            : [];
    }

    [GeneratedRegex(@"^(?<before>[^{}]*)\{\{\s*(internal|external)\.(?<name>[A-Za-z0-9_-]{1,64})\s*\}\}(?<after>[^{}]*)\z")]
    private static partial Regex Pattern();
}
