using System.CommandLine;
using System.CommandLine.Completions;

namespace Hindsight.Manual;

/// <summary>What a shell can offer for a value.</summary>
internal enum ValueKind
{
    /// <summary>There is no value.</summary>
    None,

    /// <summary>Anything: nothing is offered.</summary>
    Free,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>A file's name.</summary>
    File,

    /// <summary>A directory's name.</summary>
    Directory,
}

/// <summary>The values of an option or an argument.</summary>
internal sealed record Values(ValueKind Kind, IReadOnlyList<string> Choices)
{
    /// <summary>Of an option; a switch has none.</summary>
    internal static Values Of(Option option) =>
        option.ValueType == typeof(bool) || option.ValueType == typeof(void) || option.Arity.MaximumNumberOfValues == 0
            ? new Values(ValueKind.None, [])
            : Of(option.HelpName ?? "", [.. option.GetCompletions(CompletionContext.Empty).Select(c => c.Label)]);

    /// <summary>Of an argument.</summary>
    internal static Values Of(Argument argument) =>
        Of(argument.HelpName ?? argument.Name, [.. argument.GetCompletions(CompletionContext.Empty).Select(c => c.Label)]);

    private static Values Of(string name, IReadOnlyList<string> choices) =>
        choices.Count > 0 ? new Values(ValueKind.Choice, choices)
        : name.Contains("FILE", StringComparison.Ordinal) || name == "PROGRAM" ? new Values(ValueKind.File, [])
        : name.Contains("DIR", StringComparison.Ordinal) ? new Values(ValueKind.Directory, [])
        : new Values(ValueKind.Free, []);
}
