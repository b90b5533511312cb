using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tsh;

/// <summary><c>tsh sessions ls</c>.</summary>
internal static class SessionsListCommand
{
    /// <summary>A session that runs is being recorded, or is not to be.</summary>
    private static readonly string[] States = ["recording", "off"];

    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var format = new OutputFormat();
        var command = new Command("ls", "Lists the sessions that run now, the newest first.");
        format.AddTo(command);
        command.SetAction((parse, cancellation) => login.RunAsync(parse, async (client, profile) =>
        {
            List<RecordingInfo> running = [];
            foreach (var state in States)
                running.AddRange(await Pages.ReadAsync(client.PagesOfRecordings(profile.Cluster), $"state={state}", int.MaxValue, cancellation, wanted: r => r.Live));
            running.Sort((a, b) => b.Start.CompareTo(a.Start));
            format.Print(parse, new JsonArray([.. running.Select(Value)]), () => running.Count == 0
                ? "No session runs now." + Environment.NewLine
                : TextTable.Of(
                    ["ID", "Kind", "Created", "Hostname", "User", "Login", "State"],
                    running.Select(r => new[] { r.Sid, r.Kind, Time(r.Start), r.Target, r.User, r.Login, r.State == "off" ? "not recorded" : "recorded" })));
            return ExitCode.Success;
        }));
        return command;
    }

    private static JsonObject Value(RecordingInfo r) => new()
    {
        ["sid"] = r.Sid,
        ["kind"] = r.Kind,
        ["created"] = Time(r.Start),
        ["desktop_name"] = r.Target,
        ["user"] = r.User,
        ["login"] = r.Login,
        ["recorded"] = r.State != "off",
        ["rule"] = r.Rule,
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
