using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Client.CommandLine;

namespace Hindsight.Tsh;

/// <summary><c>tsh recordings info</c>.</summary>
internal static class RecordingsInfoCommand
{
    /// <summary>The command.</summary>
    internal static Command Create(Login login)
    {
        var place = new RecordingPlace(login);
        var format = new OutputFormat();
        var command = new Command("info", "Prints what is inside a recording: the session, its length, its sizes, its marks, and whether it was closed.") { place.Name };
        format.AddTo(command);
        command.SetAction((parse, cancellation) => Login.RunAsync(parse, async () =>
        {
            using var opened = await place.OpenAsync(parse, cancellation);
            var (header, index, seal) = (opened.Recording.Header, opened.Recording.Index, opened.Recording.Seal);
            var start = DateTimeOffset.UnixEpoch.AddMicroseconds(header?.StartUnixMicroseconds ?? 0).UtcDateTime;
            var value = new JsonObject
            {
                ["sid"] = header?.SessionId.ToString(),
                ["format"] = opened.Imported is null ? "hsr" : opened.IsTerminal && opened.Origin.User.Length == 0 ? "cast" : "tar",
                ["kind"] = header?.Kind.ToString().ToLowerInvariant(),
                ["start"] = start.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["duration_ms"] = opened.Recording.Duration,
                ["bytes"] = opened.Source.Length,
                ["segments"] = index.Segments.Count,
                ["sizes"] = new JsonArray([.. index.Segments.Select(s => $"{s.Width}x{s.Height}").Distinct().Select(s => (JsonNode)s)]),
                ["sealed"] = seal is not null,
                ["state"] = seal?.State.ToString().ToLowerInvariant(),
                ["cause"] = seal?.Cause.ToString(),
                ["records"] = seal?.Records,
                ["key_id"] = seal is { KeyId.Length: > 0 } ? Convert.ToHexStringLower(seal.KeyId.Span) : null,
                ["marks"] = new JsonArray([.. index.Marks.Select(m => new JsonObject { ["time_ms"] = m.Time, ["kind"] = m.Kind.ToString().ToLowerInvariant(), ["text"] = m.Text })]),
                ["damage"] = new JsonArray([.. opened.Recording.Damage.Select(d => new JsonObject { ["from_ms"] = d.From, ["to_ms"] = d.To, ["reason"] = d.Reason })]),
            };
            format.Print(parse, value, () => Text(value));
            return !opened.IsDamaged ? ExitCode.Success : ExitCode.BadRecording;
        }));
        return command;
    }

    private static string Text(JsonObject value)
    {
        var marks = value["marks"]!.AsArray();
        var damage = value["damage"]!.AsArray();
        return $"""
            Session:   {value["sid"]} ({value["kind"]})
            Start:     {value["start"]}
            Length:    {SessionClock.Text((long)value["duration_ms"]!)} in {value["segments"]} segments, {value["bytes"]} bytes
            Sizes:     {string.Join(", ", value["sizes"]!.AsArray())}
            Closed:    {((bool)value["sealed"]! ? $"{value["state"]}, {value["cause"]}" : "no: the session runs, or the end is missing")}
            Signed by: {value["key_id"]?.ToString() ?? "nobody"}
            Marks:     {marks.Count}{string.Concat(marks.Select(m => $"\n  {SessionClock.Text((long)m!["time_ms"]!)} {m["kind"]} {m["text"]}"))}
            Damage:    {(damage.Count == 0 ? "none seen; verify reads every byte" : string.Concat(damage.Select(d => $"\n  {SessionClock.Text((long)d!["from_ms"]!)} {d["reason"]}")))}

            """;
    }
}
