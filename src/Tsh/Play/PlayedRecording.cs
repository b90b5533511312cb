using System.Globalization;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json.Nodes;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Index;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;

namespace Hindsight.Tsh.Play;

/// <summary>
/// One recording as the server's pages want it: they are the same, and ask the same questions (docs/ARCHITECTURE.md, "Web API"), so what
/// plays on a server plays here.
/// </summary>
/// <param name="place">The recording.</param>
/// <param name="recordsEnd">Where its records end, in bytes of the file.</param>
internal sealed class PlayedRecording(OpenedPlace place, long recordsEnd)
{
    private const string Cluster = "local";
    private const string Site = $"/v1/webapi/sites/{Cluster}";

    /// <summary>The most bytes of an answer; a segment is smaller, but who asks may be anybody's program.</summary>
    private const int MaxPart = 64 << 20;

    private readonly string _sid = (place.Recording.Header?.SessionId ?? Guid.Empty).ToString();

    /// <summary>The address of the player on the page.</summary>
    internal string Page => $"/web/cluster/{Cluster}/session/{_sid}";

    private string State => place.IsDamaged || place.Recording.Seal is not { State: SealState.Complete } ? "incomplete" : "complete";

    private DateTimeOffset Start => DateTimeOffset.UnixEpoch.AddMicroseconds(Math.Clamp(place.Recording.Header?.StartUnixMicroseconds ?? 0, 0, 250_000_000_000_000_000));

    /// <summary>Opens what was opened for playing.</summary>
    internal static async Task<PlayedRecording> OpenAsync(OpenedPlace place, CancellationToken cancellation)
    {
        var length = place.Source.Length;
        var tail = new byte[Trailer.Length];
        var read = await place.Source.ReadAsync(Math.Max(0, length - tail.Length), tail, cancellation);
        return new PlayedRecording(place, Trailer.TryRead(tail.AsSpan(0, read), length, out var trailer) ? trailer.IndexOffset : length);
    }

    /// <summary>Answers a request.</summary>
    internal async Task<PlayerAnswer> AnswerAsync(string method, string path, string? range, CancellationToken cancellation)
    {
        var recording = $"{Site}/recordings/{_sid}";
        if (method == "POST" && path == $"{recording}/watched")
            return PlayerAnswer.Nothing;
        if (method != "GET")
            return PlayerAnswer.NotFound;
        if (path == recording)
            return PlayerAnswer.Json(Row());
        if (path == $"{recording}/index")
            return PlayerAnswer.Json(IndexOf());
        if (path == $"{recording}/data")
            return await PartAsync(range, cancellation);
        if (path == $"{recording}/verify")
            return PlayerAnswer.Json(await VerifyAsync(cancellation));
        return path switch
        {
            "/v1/webapi/sessions/web" => PlayerAnswer.Json(Session()),
            "/v1/webapi/ping" => PlayerAnswer.Json(new JsonObject { ["clusterName"] = Cluster, ["version"] = Version, ["desktopAccess"] = false }),
            $"{Site}/recordings" => PlayerAnswer.Json(new JsonObject { ["items"] = new JsonArray(Row()) }),
            $"{Site}/desktops" or $"{Site}/audit" => PlayerAnswer.Json(new JsonObject { ["items"] = new JsonArray() }),
            _ => PlayerPages.Find(path) ?? PlayerAnswer.NotFound,
        };
    }

    private static string Version => typeof(PlayedRecording).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static JsonObject Session() => new()
    {
        ["user"] = Environment.UserName, ["roles"] = new JsonArray(), ["csrfToken"] = "", ["expires"] = "9999-12-31T00:00:00Z", ["clusterName"] = Cluster, ["version"] = Version,
        ["manages"] = new JsonArray(),
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Known(string name) => name.Length > 0 ? name : "unknown";

    private JsonObject Row()
    {
        var last = place.Recording.Index.Segments.Count > 0 ? place.Recording.Index.Segments[^1] : default;
        return new JsonObject
        {
            ["sid"] = _sid, ["kind"] = place.IsTerminal ? "ssh" : "desktop", ["user"] = Known(place.Origin.User), ["target"] = place.Origin.Target.Length > 0 ? place.Origin.Target : place.Name,
            ["login"] = Known(place.Origin.Login), ["start"] = Time(Start), ["end"] = Time(Start.AddMilliseconds(Math.Min(place.Recording.Duration, RecordLimits.MaxTime / 1000))),
            ["durationMs"] = place.Recording.Duration, ["bytes"] = place.Source.Length, ["state"] = State, ["rule"] = "this is a file on this computer", ["live"] = false,
            ["width"] = last.Width, ["height"] = last.Height,
        };
    }

    private JsonObject IndexOf()
    {
        var index = place.Recording.Index;
        var gaps = index.Marks.Where(m => m.Kind == RecordKind.Gap).Select(m => (From: Math.Max(0, m.Time - m.Value), To: m.Time, Reason: m.Text));
        var damaged = place.Recording.Damage.Where(d => d.HidesPictures).Select(d => (d.From, To: Math.Max(d.To, d.ShownAgain), d.Reason));
        return new JsonObject
        {
            ["durationMs"] = place.Recording.Duration, ["bytes"] = place.Source.Length, ["live"] = false, ["state"] = State, ["reason"] = State == "complete" ? null : place.Recording.Seal?.Reason,
            ["start"] = Time(Start),
            ["segments"] = new JsonArray([.. index.Segments.Select((s, i) => new JsonObject
            {
                ["time"] = s.Time, ["offset"] = s.Offset, ["end"] = i + 1 < index.Segments.Count ? index.Segments[i + 1].Offset : recordsEnd, ["width"] = s.Width, ["height"] = s.Height,
            })]),
            ["activity"] = new JsonArray([.. index.Activity.SelectMany(bytes => Enumerable.Repeat(bytes * 1000 / index.ActivityBucket, (int)(index.ActivityBucket / 1000))).Select(b => (JsonNode)b)]),
            ["marks"] = new JsonArray([.. index.Marks.Where(m => m.Kind != RecordKind.Gap).Select(m => new JsonObject { ["time"] = m.Time, ["kind"] = m.Kind.ToString().ToLowerInvariant(), ["text"] = TextOf(m) })]),
            ["damaged"] = new JsonArray([.. damaged.Concat(gaps).OrderBy(d => d.From).Select(d => new JsonObject { ["from"] = d.From, ["to"] = d.To, ["reason"] = d.Reason })]),
        };
    }

    private static string TextOf(IndexMark mark) => mark.Kind switch
    {
        RecordKind.Resize => string.Create(CultureInfo.InvariantCulture, $"{mark.Value >> 16} × {mark.Value & 0xFFFF}"),
        RecordKind.Clipboard => string.Create(CultureInfo.InvariantCulture, $"{mark.Value} bytes {(mark.Detail == (byte)ClipboardDirection.ToDesktop ? "to" : "from")} the desktop"),
        _ => mark.Text,
    };

    private async Task<PlayerAnswer> PartAsync(string? range, CancellationToken cancellation)
    {
        var total = place.Source.Length;
        if (!RangeHeaderValue.TryParse(range, out var asked) || asked.Ranges.SingleOrDefault() is not { From: { } from } part || from >= total)
            return PlayerAnswer.Text(416, "Ask for a range of the recording's bytes.");
        var bytes = new byte[(int)Math.Min(MaxPart, Math.Min(part.To ?? long.MaxValue, total - 1) - from + 1)];
        var read = 0;
        while (read < bytes.Length && await place.Source.ReadAsync(from + read, bytes.AsMemory(read), cancellation) is > 0 and var count)
            read += count;
        return PlayerAnswer.Part(bytes.AsMemory(0, read), from, total);
    }

    private async Task<JsonObject> VerifyAsync(CancellationToken cancellation)
    {
        var found = await RecordingVerifier.VerifyAsync(place.Source, null, null, cancellation);
        var verdict = found.Verdict switch { Verdict.ChunkMissing => "chunk_missing", Verdict.TailMissing => "tail_missing", Verdict.NotOurs => "not_ours", var other => other.ToString().ToLowerInvariant() };
        return new JsonObject
        {
            ["sid"] = _sid, ["verdict"] = verdict, ["fromMs"] = found.From, ["toMs"] = found.To, ["reason"] = found.Reason, ["signed"] = false, ["bytes"] = place.Source.Length,
            ["damaged"] = new JsonArray([.. found.Damage.Select(d => new JsonObject { ["from"] = d.From, ["to"] = d.To, ["reason"] = d.Reason })]),
        };
    }
}
