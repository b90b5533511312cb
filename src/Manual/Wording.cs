using System.CommandLine;

namespace Hindsight.Manual;

/// <summary>Parts of texts that several forms of the manual need.</summary>
internal static class Wording
{
    /// <summary>The names of an option, the long ones first; not those in the manner of Windows.</summary>
    internal static IReadOnlyList<string> Names(Option option) =>
        [.. option.Aliases.Prepend(option.Name).Distinct().Where(n => n[0] == '-' && char.IsAsciiLetterLower(n[^1])).OrderByDescending(n => n.Length)];

    /// <summary>A description's first sentence, on one line and without its full stop.</summary>
    internal static string Summary(Symbol symbol)
    {
        var text = string.Join(' ', (symbol.Description ?? "").Split((char[])['\n', '\r'], 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }

    /// <summary>What stands for an option's value.</summary>
    internal static string Placeholder(Option option, Values values) =>
        option.HelpName ?? (values.Kind == ValueKind.Choice ? string.Join('|', values.Choices) : option.Name.TrimStart('-').ToUpperInvariant());
}
