using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Hindsight.Client.CommandLine;

/// <summary>A list of recordings, as both command lines print it.</summary>
public static class RecordingTable
{
    /// <summary>Prints the list in the format that was asked for.</summary>
    public static void Print(ParseResult parse, OutputFormat format, IReadOnlyList<RecordingInfo> recordings)
    {
        ArgumentNullException.ThrowIfNull(format);
        format.Print(parse, new JsonArray([.. recordings.Select(Event)]), () => recordings.Count == 0
            ? "There are no recordings in that time." + Environment.NewLine
            : TextTable.Of(
                ["ID", "Type", "Participants", "Target", "Timestamp", "State"],
                recordings.Select(r => new[] { r.Sid, Type(r), r.User, r.Target, Time(r.End ?? r.Start), r.State })));
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
