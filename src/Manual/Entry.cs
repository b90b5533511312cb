using System.CommandLine;

namespace Hindsight.Manual;

/// <summary>A command of the tree: where it stands, such as <c>tsh recordings ls</c>, and what may follow it.</summary>
internal sealed record Entry(string Path, Command Command, IReadOnlyList<Option> Options)
{
    /// <summary>The commands below it.</summary>
    internal IReadOnlyList<Command> Commands { get; } = [.. Command.Subcommands.Where(c => !c.Hidden)];

    /// <summary>What it is about.</summary>
    internal IReadOnlyList<Argument> Arguments { get; } = [.. Command.Arguments.Where(a => !a.Hidden)];

    /// <summary>The name of its man page.</summary>
    internal string Page => Path.Replace(' ', '-');

    /// <summary>All that is listed, each before what is below it.</summary>
    internal static IReadOnlyList<Entry> All(RootCommand root, string program) => [.. Below(root, program, [])];

    private static IEnumerable<Entry> Below(Command command, string path, IReadOnlyList<Option> inherited)
    {
        var own = command.Options.Where(o => !o.Hidden).ToList();
        yield return new Entry(path, command, [.. own, .. inherited]);
        Option[] passedOn = [.. own.Where(o => o.Recursive), .. inherited];
        foreach (var entry in command.Subcommands.Where(c => !c.Hidden).SelectMany(c => Below(c, $"{path} {c.Name}", passedOn)))
            yield return entry;
    }
}
