using System.Text;

namespace Hindsight.Manual;

/// <summary>The branches of <c>case</c> that bash and zsh have in common.</summary>
internal static class ShellCases
{
    /// <summary>
    /// Adds an entry's branches: <paramref name="steps"/> go from it to the commands below it, by any of their names, and
    /// <paramref name="values"/> offer what may follow an option, as <paramref name="offer"/> says it in the shell's words.
    /// </summary>
    internal static void Append(Entry entry, StringBuilder steps, StringBuilder values, Func<Values, string> offer)
    {
        foreach (var command in entry.Commands)
            steps.Append($"      {string.Join('|', command.Aliases.Append(command.Name).Select(n => $"'{entry.Path} {n}'"))}) at='{entry.Path} {command.Name}' ;;\n");
        foreach (var option in entry.Options)
        {
            if (Values.Of(option) is { Kind: not ValueKind.None } accepted)
                values.Append($"    {string.Join('|', Wording.Names(option).Select(n => $"'{entry.Path} {n}'"))}) {offer(accepted)}; return ;;\n");
        }
    }
}
