using System.CommandLine;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tsh;

/// <summary><c>tsh desktops ls</c>.</summary>
internal static class DesktopsListCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var format = new OutputFormat();
        var command = new Command("ls", "Lists the desktops you may open, and whether a session there is recorded.");
        format.AddTo(command);
        command.SetAction((parse, cancellation) => login.RunAsync(parse, async (client, profile) =>
        {
            var desktops = await client.ListDesktopsAsync(profile.Cluster, cancellation);
            var value = new JsonArray([.. desktops.Select(d => new JsonObject
            {
                ["name"] = d.Name,
                ["addr"] = d.Addr,
                ["labels"] = new JsonObject(d.Labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
                ["logins"] = new JsonArray([.. d.Logins.Select(l => (JsonNode)l)]),
                ["recorded"] = d.Recording.On,
                ["rule"] = d.Recording.Rule,
            })]);
            format.Print(parse, value, () => desktops.Count == 0
                ? "Your roles show you no desktop." + Environment.NewLine
                : TextTable.Of(
                    ["Name", "Address", "Logins", "Labels", "Recorded"],
                    desktops.Select(d => new[] { d.Name, d.Addr, string.Join(',', d.Logins), string.Join(',', d.Labels.Select(l => $"{l.Key}={l.Value}")), d.Recording.On ? "yes" : "no" })));
            return ExitCode.Success;
        }));
        return command;
    }
}
