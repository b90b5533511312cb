using System.CommandLine;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl tokens ls</c>.</summary>
internal static class TokensListCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var format = new OutputFormat();
        var command = new Command("ls", "Lists tokens that are still good.");
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var tokens = await client.Resources.GetAsync("token", null, cancellation);
            format.Print(parse, new JsonArray([.. tokens.Select(t => t.DeepClone())]), () => tokens.Count == 0
                ? $"There is no token.{Environment.NewLine}"
                : TextTable.Of(["Token", "Type", "Expires"], tokens.Select(t => new[]
                {
                    (string)t["metadata"]!["name"]!, string.Join(',', t["spec"]!["roles"]!.AsArray().Select(r => (string)r!)), (string?)t["metadata"]!["expires"] ?? "never",
                })));
            return ExitCode.Success;
        }));
        return command;
    }
}
