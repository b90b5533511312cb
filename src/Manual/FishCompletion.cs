using System.Text;

namespace Hindsight.Manual;

/// <summary>What fish needs to complete a program.</summary>
internal static class FishCompletion
{
    /// <summary>The script.</summary>
    internal static string Of(string program, IReadOnlyList<Entry> entries)
    {
        var (steps, lines) = (new StringBuilder(), new StringBuilder());
        foreach (var entry in entries)
        {
            var start = $"complete -c {program} -n '__{program}_at {entry.Path}'";
            foreach (var command in entry.Commands)
            {
                steps.Append($"            case {string.Join(' ', command.Aliases.Append(command.Name).Select(n => $"'{entry.Path} {n}'"))}\n                set at '{entry.Path} {command.Name}'\n");
                lines.Append($"{start} -a {command.Name} -d {Quote(Wording.Summary(command))}\n");
            }

            foreach (var option in entry.Options)
                lines.Append($"{start}{string.Concat(Wording.Names(option).Select(Name))}{Offer(Values.Of(option))} -d {Quote(Wording.Summary(option))}\n");
            foreach (var values in entry.Arguments.Select(Values.Of).Where(v => v.Kind != ValueKind.Free))
                lines.Append($"{start}{(values.Kind == ValueKind.Choice ? $" -a {Quote(string.Join(' ', values.Choices))}" : " -F")}\n");
        }

        return $$"""
            # Completes {{program}} in fish. Made by `{{program}} completion fish`.
            function __{{program}}_at
                set -l at {{program}}
                for word in (commandline -opc)[2..]
                    switch "$at $word"
            {{steps}}        end
                end
                test "$at" = "$argv"
            end
            complete -c {{program}} -f
            {{lines}}
            """.ReplaceLineEndings("\n");
    }

    private static string Name(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : name.Length == 2 ? $" -s {name[1..]}" : $" -o {name[1..]}";

    private static string Offer(Values values) => values.Kind switch
    {
        ValueKind.None => "",
        ValueKind.Choice => $" -x -a {Quote(string.Join(' ', values.Choices))}",
        ValueKind.File => " -r -F",
        ValueKind.Directory => " -x -a '(__fish_complete_directories)'",
        _ => " -x",
    };

    private static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
