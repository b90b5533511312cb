using System.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl rm</c>.</summary>
internal static class RemoveCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var what = new Argument<string>("KIND/NAME") { Description = "What to delete, such as role/ops. Settings, such as session_recording_config, have no name and are reset to defaults." };
        var command = new Command("rm", "Deletes a resource, or resets settings to defaults.") { what };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var reference = ResourceReference.Parse(parse.GetRequiredValue(what));
            // A setting may be deleted by its kind alone; the server says what lacks a name.
            var name = reference.Name ?? await SettingName.FindAsync(client.Resources, reference, cancellation);
            if (name is null)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: name the resource to delete, such as {reference.Kind}/NAME");
                return ExitCode.Usage;
            }

            foreach (var sentence in await client.Resources.RemoveAsync(reference.Kind, name, cancellation))
                await parse.InvocationConfiguration.Output.WriteLineAsync(sentence);
            return ExitCode.Success;
        }));
        return command;
    }
}
