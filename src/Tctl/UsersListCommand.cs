using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl users ls</c>.</summary>
internal static class UsersListCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var format = new OutputFormat();
        var command = new Command("ls", "Lists users and their roles.");
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var users = await client.ListUsersAsync(cancellation);
            var value = new JsonArray([.. users.Select(u => new JsonObject
            {
                ["name"] = u.Name,
                ["roles"] = new JsonArray([.. u.Roles.Select(r => (JsonNode)r)]),
                ["created"] = Time(u.Created),
                ["created_by"] = u.CreatedBy,
            })]);
            format.Print(parse, value, () => users.Count == 0
                ? $"There is no user yet: make one with tctl users add NAME --roles=access,editor,auditor{Environment.NewLine}"
                : TextTable.Of(["User", "Roles", "Created", "By"], users.Select(u => new[] { u.Name, string.Join(',', u.Roles), Time(u.Created), u.CreatedBy })));
            return ExitCode.Success;
        }));
        return command;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
