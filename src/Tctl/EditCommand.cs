using System.CommandLine;
using System.Net;
using Hindsight.Client;

namespace Hindsight.Tctl;

/// <summary><c>tctl edit</c>.</summary>
internal static class EditCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var what = new Argument<string>("KIND/NAME") { Description = "The one resource to edit, such as role/access. Settings, such as session_recording_config, have no name." };
        var command = new Command("edit", "Opens a resource in $TELEPORT_EDITOR, $VISUAL, $EDITOR or vi, and stores what was changed. A text with faults is opened again with the faults on top.") { what };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, client => EditAsync(ResourceReference.Parse(parse.GetRequiredValue(what)), client.Resources, parse.InvocationConfiguration, cancellation)));
        return command;
    }

    private static async Task<int> EditAsync(ResourceReference reference, ResourceClient resources, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (reference.ToString().Contains(',', StringComparison.Ordinal) || (reference.Name ?? await SettingName.FindAsync(resources, reference, cancellation)) is not { } name)
        {
            await console.Error.WriteLineAsync($"tctl: exactly one resource may be edited: name it, such as {reference.Kind.Split(',')[0]}/NAME");
            return ExitCode.Usage;
        }

        var original = await resources.GetYamlAsync(reference.Kind, name, cancellation);
        if (original.Contains("teleport.dev/origin: config-file", StringComparison.Ordinal))
            await console.Error.WriteLineAsync($"tctl: warning: {reference.Kind} is managed by teleport.yaml: a change made here is lost at the next start of the server");
        using var text = EditedText.Create(original);
        while (true)
        {
            if (await text.OpenAsync(cancellation) is { } problem)
            {
                await console.Error.WriteLineAsync($"tctl: {problem}");
                return ExitCode.Usage;
            }

            if (text.Unchanged)
                return await CancelAsync(text, console);
            try
            {
                foreach (var sentence in await resources.UpdateAsync(reference.Kind, name, text.Content, cancellation))
                    await console.Output.WriteLineAsync(sentence);
                return ExitCode.Success;
            }
            catch (ApiException e) when (e.Status == HttpStatusCode.BadRequest && e.Code != "renamed")
            {
                text.ShowFault(e.Message);
            }
            catch (ApiException e)
            {
                // Whatever was refused, the work is not lost.
                await console.Error.WriteLineAsync($"tctl: {e.Message}{Environment.NewLine}tctl: your text is kept in {text.Keep()}");
                return ExitCode.Refused;
            }
        }
    }

    private static async Task<int> CancelAsync(EditedText text, InvocationConfiguration console)
    {
        if (text.Fault is not { } fault)
        {
            await console.Output.WriteLineAsync("edit canceled, no changes made");
            return ExitCode.Success;
        }

        await console.Error.WriteLineAsync($"tctl: edit canceled, for the text was left as it was refused: {fault}{Environment.NewLine}tctl: your text is kept in {text.Keep()}");
        return ExitCode.Refused;
    }
}
