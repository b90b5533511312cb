using System.CommandLine;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl audit ls</c>.</summary>
internal static class AuditListCommand
{
    private static readonly string[] Objects = ["desktop_name", "name", "target", "action"];

    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var range = new TimeRange();
        var user = new Option<string?>("--user") { Description = "Who did it.", HelpName = "USER" };
        var kind = new Option<string?>("--event") { Description = "The name or the code of the event, such as user.login or T1000W.", HelpName = "EVENT" };
        var session = new Option<string?>("--session") { Description = "The session it belongs to.", HelpName = "ID" };
        var format = new OutputFormat();
        var command = new Command("ls", "Lists audit events, the newest first.") { user, kind, session };
        range.AddTo(command);
        format.AddTo(command);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var (query, problem) = range.Read(parse, TimeProvider.System.GetUtcNow());
            if (query is null)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: {problem}");
                return ExitCode.Usage;
            }

            foreach (var (key, value) in ((string, string?)[])[("user", parse.GetValue(user)), ("event", parse.GetValue(kind)), ("session", parse.GetValue(session))])
                query += value is null ? "" : $"&{key}={Uri.EscapeDataString(value)}";
            var events = await Pages.ReadAsync(
                async (part, cancelled) =>
                {
                    var page = await client.ListAuditAsync(part, cancelled);
                    return (page.Items, page.StartKey);
                },
                query, range.Limit(parse), cancellation);
            format.Print(parse, new JsonArray([.. events.Select(e => e.DeepClone())]), () => TextTable.Of(
                ["Time", "Code", "Event", "User", "Session", "Object", "Result"],
                events.Select(e => new[] { Text(e, "time"), Text(e, "code"), Text(e, "event"), Text(e, "user"), Text(e, "sid"), Object(e), Text(e, "error") })));
            return ExitCode.Success;
        }));
        return command;
    }

    private static string Object(JsonObject e) => Objects.Select(name => Text(e, name)).FirstOrDefault(t => t.Length > 0) ?? "";

    private static string Text(JsonObject e, string name) => e[name] switch
    {
        null => "",
        JsonValue value => value.ToString(),
        var other => other.ToJsonString(),
    };
}
