using System.Text;

namespace Hindsight.Manual;

/// <summary>What bash needs to complete a program.</summary>
internal static class BashCompletion
{
    /// <summary>The script.</summary>
    internal static string Of(string program, IReadOnlyList<Entry> entries)
    {
        var (steps, values, words) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var entry in entries)
        {
            ShellCases.Append(entry, steps, values, Offer);
            var offered = entry.Commands.Select(c => c.Name).Concat(entry.Options.SelectMany(Wording.Names));
            var arguments = entry.Arguments.Select(Values.Of).ToList();
            offered = arguments.SelectMany(a => a.Choices).Concat(offered);
            var files = arguments.Any(a => a.Kind == ValueKind.File) ? "; files=yes" : "";
            words.Append($"    '{entry.Path}') words='{string.Join(' ', offered)}'{files} ;;\n");
        }

        return $$"""
            # Completes {{program}} in bash. Made by `{{program}} completion bash`.
            _{{program}}() {
              local at='{{program}}' word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} words='' files='' i
              COMPREPLY=()
              # bash takes "--format=json" for three words.
              if [[ $word = '=' ]]; then
                word=''
              elif [[ $option = '=' && $COMP_CWORD -gt 1 ]]; then
                option=${COMP_WORDS[COMP_CWORD-2]}
              fi
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$at ${COMP_WORDS[i]}" in
            {{steps}}    esac
              done
              case "$at $option" in
            {{values}}  esac
              case $at in
            {{words}}  esac
              mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
              if [[ -n $files && $word != -* ]]; then
                compopt -o filenames 2>/dev/null
                mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$word")
              fi
            }
            complete -F _{{program}} {{program}}

            """.ReplaceLineEndings("\n");
    }

    private static string Offer(Values values) => values.Kind switch
    {
        ValueKind.Choice => $"mapfile -t COMPREPLY < <(compgen -W '{string.Join(' ', values.Choices)}' -- \"$word\")",
        ValueKind.File => "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$word\")",
        ValueKind.Directory => "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$word\")",
        _ => ":",
    };
}
