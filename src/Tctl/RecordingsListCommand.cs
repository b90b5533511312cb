using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Client;

namespace Hindsight.Tctl;

/// <summary><c>tctl recordings ls</c>.</summary>
internal static class RecordingsListCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(ServerPlace place)
    {
        var range = new TimeRange();
        var format = new OutputFormat();
        var command = new Command("ls", "Lists recordings, the newest first, with the state each is in.");
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

            var recordings = (await client.ListRecordingsAsync(query, cancellation)).Items;
            format.Print(parse, new JsonArray([.. recordings.Select(Event)]), () => TextTable.Of(
                ["ID", "Type", "Participants", "Target", "Timestamp", "State"],
                recordings.Select(r => new[] { r.Sid, Type(r), r.User, r.Target, Time(r.End ?? r.Start), r.State })));
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>With the names of Teleport's end event.</summary>
    private static JsonObject Event(RecordingInfo r) => new()
    {
        ["event"] = "windows.desktop.session.end",
        ["sid"] = r.Sid,
        ["user"] = r.User,
        ["participants"] = new JsonArray(r.User),
        ["desktop_name"] = r.Target,
        ["login"] = r.Login,
        ["session_start"] = Rfc3339(r.Start),
        ["session_stop"] = r.End is { } end ? Rfc3339(end) : null,
        ["recorded"] = r.State != "off",
        ["state"] = r.State,
        ["reason"] = r.Reason,
        ["rule"] = r.Rule,
        ["duration_ms"] = r.DurationMs,
        ["bytes"] = r.Bytes,
    };

    private static string Type(RecordingInfo r) => r.Kind == "desktop" ? "windows" : r.Kind;

    // As Go writes "Jan _2 2006": a day below ten has a space before it.
    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime.ToString("MMM", CultureInfo.InvariantCulture)} {time.UtcDateTime.Day,2} {time.UtcDateTime.ToString("yyyy HH:mm:ss", CultureInfo.InvariantCulture)} UTC";

    private static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
