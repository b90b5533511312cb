using System.CommandLine;

namespace Hindsight.Manual;

/// <summary>Gives a command line <c>completion</c> and, unlisted, <c>man</c>: both are made from the tree that <c>--help</c> shows.</summary>
public static class ManualCommands
{
    /// <summary>Adds them; <paramref name="section"/> is that of its man pages: 1 for people, 8 for administrators.</summary>
    public static void AddTo(RootCommand root, string program, int section)
    {
        ArgumentNullException.ThrowIfNull(root);
        root.Add(Completion(root, program));
        root.Add(Man(root, program, section));
    }

    private static Command Completion(RootCommand root, string program)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", $"Prints what makes a shell complete {program}'s commands and options: for bash put `source <({program} completion bash)` into ~/.bashrc.") { shell };
        command.SetAction(parse => parse.InvocationConfiguration.Output.Write(parse.GetValue(shell) switch
        {
            "bash" => BashCompletion.Of(program, Entry.All(root, program)),
            "zsh" => ZshCompletion.Of(program, Entry.All(root, program)),
            _ => FishCompletion.Of(program, Entry.All(root, program)),
        }));
        return command;
    }

    private static Command Man(RootCommand root, string program, int section)
    {
        var directory = new Argument<string>("DIR") { Description = "Where to." };
        var command = new Command("man", "Writes the man pages.") { directory };
        command.Hidden = true;
        command.SetAction(async (parse, cancellation) =>
        {
            Directory.CreateDirectory(parse.GetRequiredValue(directory));
            var entries = Entry.All(root, program);
            foreach (var entry in entries)
                await File.WriteAllTextAsync(Path.Combine(parse.GetRequiredValue(directory), $"{entry.Page}.{section}"), ManPage.Of(entry, entries, section), cancellation);
        });
        return command;
    }
}
