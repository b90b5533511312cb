using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl tokens add</c>.</summary>
internal static class TokensAddCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var type = new Option<string>("--type") { Description = "The services that may join: node, windowsdesktop; several are divided by commas.", HelpName = "TYPE", Required = true };
        var value = new Option<string?>("--value") { Description = "The token itself. Without it one is made.", HelpName = "TOKEN" };
        var ttl = new Option<string>("--ttl") { Description = "How long it is good.", HelpName = "DURATION", DefaultValueFactory = _ => "30m" };
        var command = new Command("add", "Makes a token and prints it.") { type, value, ttl };
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            if (GoDuration.Parse(parse.GetRequiredValue(ttl)) is not { } length)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: --ttl: \"{parse.GetValue(ttl)}\" is not a length of time, such as 30m");
                return ExitCode.Usage;
            }

            var token = parse.GetValue(value) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var document = new JsonObject
            {
                ["kind"] = "token",
                ["version"] = "v2",
                ["metadata"] = new JsonObject
                {
                    ["name"] = token,
                    ["expires"] = TimeProvider.System.GetUtcNow().Add(length).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                },
                ["spec"] = new JsonObject { ["roles"] = new JsonArray([.. parse.GetRequiredValue(type).Split(',').Select(t => (JsonNode)t.Trim())]) },
            };
            await client.Resources.CreateAsync(document.ToJsonString(), force: false, confirm: false, cancellation);
            await parse.InvocationConfiguration.Output.WriteLineAsync($"The token: {token}{Environment.NewLine}It is good for {parse.GetValue(ttl)}. This server opens desktops itself, so no other service needs it yet.");
            return ExitCode.Success;
        }));
        return command;
    }
}
