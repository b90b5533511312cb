using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tctl;

/// <summary><c>tctl lock</c>.</summary>
internal static class LockCommand
{
    private static readonly (string Option, string Target, string Description)[] Targets =
    [
        ("--user", "user", "A user."),
        ("--role", "role", "Everybody who has a role."),
        ("--login", "login", "A login on desktops and hosts."),
        ("--windows-desktop", "windows_desktop", "A desktop."),
        ("--server-id", "server_id", "An SSH host."),
    ];

    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var targets = Targets.Select(t => (t.Target, Option: new Option<string?>(t.Option) { Description = t.Description, HelpName = "NAME" })).ToList();
        var message = new Option<string?>("--message") { Description = "What those who are kept out are told.", HelpName = "TEXT" };
        var ttl = new Option<string?>("--ttl") { Description = "How long it lasts, such as 10h. Without it until it is deleted.", HelpName = "DURATION" };
        var expires = new Option<string?>("--expires") { Description = "When it ends, such as 2026-01-31T12:00:00Z.", HelpName = "TIME" };
        var command = new Command("lock", "Keeps somebody or something out at once, and ends the sessions that run. With several targets all of them must be the case.") { message, ttl, expires };
        foreach (var target in targets)
            command.Add(target.Option);
        command.SetAction((parse, cancellation) => place.RunAsync(parse, async client =>
        {
            var named = targets.Where(t => parse.GetValue(t.Option) is not null).Select(t => KeyValuePair.Create(t.Target, (JsonNode?)parse.GetValue(t.Option))).ToList();
            var (until, problem) = Until(parse.GetValue(ttl), parse.GetValue(expires));
            if (named.Count == 0)
                problem = $"name what to lock with {string.Join(", ", Targets.Select(t => t.Option))}";
            if (problem is not null)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync($"tctl: {problem}");
                return ExitCode.Usage;
            }

            var name = Guid.NewGuid().ToString();
            var spec = new JsonObject { ["target"] = new JsonObject(named) };
            if (parse.GetValue(message) is { } text)
                spec["message"] = text;
            if (until is not null)
                spec["expires"] = until;
            var document = new JsonObject { ["kind"] = "lock", ["version"] = "v2", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec };
            await client.Resources.CreateAsync(document.ToJsonString(), force: false, confirm: false, cancellation);
            await parse.InvocationConfiguration.Output.WriteLineAsync($"Created a lock with name \"{name}\".");
            return ExitCode.Success;
        }));
        return command;
    }

    private static (string? Until, string? Problem) Until(string? ttl, string? expires)
    {
        if (ttl is not null && expires is not null)
            return (null, "--ttl and --expires say the same: use one of them");
        if (ttl is null)
            return (expires, null);
        return GoDuration.Parse(ttl) is { } length
            ? (TimeProvider.System.GetUtcNow().Add(length).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), null)
            : (null, $"--ttl: \"{ttl}\" is not a length of time, such as 10h or 1h30m");
    }
}
