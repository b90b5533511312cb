using System.Text;

namespace Hindsight.Manual;

/// <summary>What zsh needs to complete a program.</summary>
internal static class ZshCompletion
{
    /// <summary>The script: a file <c>_program</c> in a directory of <c>fpath</c>, or text to <c>source</c>.</summary>
    internal static string Of(string program, IReadOnlyList<Entry> entries)
    {
        var (steps, values, items) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var entry in entries)
        {
            ShellCases.Append(entry, steps, values, Offer);
            var arguments = entry.Arguments.Select(Values.Of).ToList();
            var offered = arguments.SelectMany(a => a.Choices)
                .Concat(entry.Commands.Select(c => $"{c.Name}:{Wording.Summary(c)}"));
            var options = entry.Options.SelectMany(o => Wording.Names(o).Select(n => $"{n}:{Wording.Summary(o)}"));
            var files = arguments.Any(a => a.Kind == ValueKind.File) ? "; files=yes" : "";
            items.Append($"    '{entry.Path}') items=({string.Join(' ', offered.Select(Quote))}); options=({string.Join(' ', options.Select(Quote))}){files} ;;\n");
        }

        return $$"""
            #compdef {{program}}
            # Completes {{program}} in zsh. Made by `{{program}} completion zsh`.
            _{{program}}() {
              local at='{{program}}' option=${words[CURRENT-1]} files='' word
              local -a items options
              if [[ $PREFIX = --*=* ]]; then
                option=${PREFIX%%=*}
                compset -P '*='
              fi
              for word in ${words[2,CURRENT-1]}; do
                case "$at $word" in
            {{steps}}    esac
              done
              case "$at $option" in
            {{values}}  esac
              case $at in
            {{items}}  esac
              if [[ $PREFIX = -* || -z $items$files ]]; then
                _describe -o 'option' options
              else
                _describe 'command' items
                [[ -z $files ]] || _files
              fi
            }
            if [[ ${funcstack[1]} = _{{program}} ]]; then _{{program}} "$@"; else compdef _{{program}} {{program}}; fi

            """.ReplaceLineEndings("\n");
    }

    private static string Offer(Values values) => values.Kind switch
    {
        ValueKind.Choice => $"compadd -- {string.Join(' ', values.Choices)}",
        ValueKind.File => "_files",
        ValueKind.Directory => "_files -/",
        _ => ":",
    };

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
