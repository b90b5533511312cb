using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl presets repair</c>.</summary>
internal static class PresetsRepairCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var name = new Argument<string?>("ROLE") { Description = "One of access, auditor and editor. Without it all three.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("repair", "Makes the roles that came with the server what they were at first.") { name };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            foreach (var sentence in await client.RepairPresetsAsync(parse.GetValue(name), cancellation))
                await parse.InvocationConfiguration.Output.WriteLineAsync(sentence);
            return ExitCode.Success;
        }));
        return command;
    }
}
