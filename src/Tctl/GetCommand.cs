using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl get</c>.</summary>
internal static class GetCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var what = new Argument<string[]>("KIND[/NAME]") { Description = "What to print: roles, role/access, users, session_recording_config, windows_desktops, locks … ; several are divided by commas.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "yaml, json or text.", HelpName = "FORMAT", DefaultValueFactory = _ => "yaml" };
        format.AcceptOnlyFromAmong("yaml", "json", "text");
        var command = new Command("get", "Prints resources, as they can be edited and created again.") { what, format };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var references = parse.GetRequiredValue(what).SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(ResourceReference.Parse).ToList();
            await parse.InvocationConfiguration.Output.WriteAsync(parse.GetValue(format) == "yaml"
                ? await YamlAsync(client.Resources, references, cancellation)
                : Text(await ItemsAsync(client.Resources, references, cancellation), parse.GetValue(format) == "json"));
            return ExitCode.Success;
        }));
        return command;
    }

    private static async Task<string> YamlAsync(ResourceClient resources, List<ResourceReference> references, CancellationToken cancellation)
    {
        var texts = new List<string>();
        foreach (var reference in references)
            texts.Add(await resources.GetYamlAsync(reference.Kind, reference.Name, cancellation));
        return string.Join("---\n", texts.Where(t => t.Length > 0));
    }

    private static async Task<List<JsonObject>> ItemsAsync(ResourceClient resources, List<ResourceReference> references, CancellationToken cancellation)
    {
        var items = new List<JsonObject>();
        foreach (var reference in references)
            items.AddRange(await resources.GetAsync(reference.Kind, reference.Name, cancellation));
        return items;
    }

    private static string Text(List<JsonObject> items, bool json)
    {
        if (json)
            return new JsonArray([.. items]).ToJsonString(Indented) + Environment.NewLine;
        return TextTable.Of(["Kind", "Name", "Labels", "Description"], items.Select(i => new[]
        {
            (string)i["kind"]!, (string)i["metadata"]!["name"]!, Labels(i["metadata"]!["labels"] as JsonObject), (string?)i["metadata"]!["description"] ?? "",
        }));
    }

    private static string Labels(JsonObject? labels) => labels is null ? "" : string.Join(',', labels.Select(l => $"{l.Key}={l.Value}"));
}
