using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Hindsight.Benchmarks.Browser;
using Hindsight.Benchmarks.Live;
using Hindsight.Client;
using Hindsight.EndToEnd.Browser;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Seek;

/// <summary>What seeking costs in a recording of eight hours: in C# from a file, in headless Chromium by the player over HTTP.</summary>
internal static class SeekBenchmark
{
    private const int DefaultSeeks = 200;
    private const string Site = "bench", Sid = "day";

    private static readonly string Page = """<!doctype html><title>seek</title><body style="margin:0"><script type="module" src="/seek.js"></script>""";

    public static async Task<int> RunAsync(string[] arguments)
    {
        string? scripts = null, keep = null;
        var seeks = DefaultSeeks;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            if (arguments[i] == "--scripts" && value is not null)
                scripts = value;
            else if (arguments[i] == "--keep" && value is not null)
                keep = value;
            else if (arguments[i] != "--seeks" || !int.TryParse(value, CultureInfo.InvariantCulture, out seeks) || seeks <= 0)
                return Usage();
        }

        if (scripts is null)
            return Usage();
        var file = keep ?? Path.GetTempFileName();
        try
        {
            await MeasureAsync(file, scripts, seeks);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            if (keep is null)
                File.Delete(file);
        }
    }

    private static async Task MeasureAsync(string file, string scripts, int seeks)
    {
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            var start = Stopwatch.GetTimestamp();
            await using (var stream = File.Create(file))
                WorkingDay.Write(stream);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"the recording was written in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        }

        // Moments evenly over the day, in an order without sense.
        var dice = new Random(3);
        long[] moments = [.. Enumerable.Range(0, seeks).Select(i => (WorkingDay.Duration * i / seeks) + dice.Next((int)(WorkingDay.Duration / seeks)))];
        dice.Shuffle(moments);
        using (var source = new FileRecordingSource(file))
            Print(await InProcessAsync(new CountedSource(source), moments));
        Print(await InBrowserAsync(await File.ReadAllBytesAsync(file), scripts, moments));
    }

    private static async Task<JsonObject> InProcessAsync(CountedSource source, long[] moments)
    {
        var start = Stopwatch.GetTimestamp();
        var opened = await OpenedRecording.OpenAsync(source, default);
        var result = new JsonObject
        {
            ["reader"] = "C#, a file",
            ["recordingBytes"] = source.Length,
            ["hours"] = opened.Duration / 3_600_000.0,
            ["segments"] = opened.Index.Segments.Count,
            ["openMs"] = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 2),
            ["openBytes"] = source.Bytes,
            ["openRequests"] = source.Reads,
        };
        var screen = new ScreenDecoder();
        List<double> bytes = [], reads = [], times = [];
        foreach (var moment in moments)
        {
            (source.Bytes, source.Reads) = (0, 0);
            start = Stopwatch.GetTimestamp();
            await new PlaybackCursor(source, opened, screen).SeekAsync(moment, default);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes.Add(source.Bytes);
            reads.Add(source.Reads);
        }

        result["bytes"] = Percentiles.Of(bytes);
        result["requests"] = Percentiles.Of(reads);
        result["ms"] = Percentiles.Of(times);
        return result;
    }

    private static async Task<JsonObject> InBrowserAsync(byte[] recording, string scripts, long[] moments)
    {
        using var files = new LoopbackFiles();
        files.Add("/", "text/html", System.Text.Encoding.UTF8.GetBytes(Page));
        files.Add("/seek.js", "text/javascript", await File.ReadAllBytesAsync(Path.Combine(scripts, "seek.js")));
        files.Add($"/v1/webapi/sites/{Site}/recordings/{Sid}/index", "application/json", System.Text.Encoding.UTF8.GetBytes(await IndexAsync(recording)));
        files.Add($"/v1/webapi/sites/{Site}/recordings/{Sid}/data", "application/octet-stream", recording);
        await using var browser = await BrowserPage.OpenAsync();
        var page = await browser.Context.NewPageAsync();
        page.SetDefaultTimeout(0);
        await page.GotoAsync(files.Address.ToString());
        await page.WaitForFunctionAsync("() => globalThis.measure");
        var measured = JsonNode.Parse(await page.EvaluateAsync<string>("([site, sid, moments]) => measure(site, sid, moments)", new object[] { Site, Sid, moments }))!;
        return new JsonObject
        {
            ["reader"] = "the player in Chromium, loopback HTTP",
            ["openMs"] = Math.Round(measured["openMs"]!.GetValue<double>(), 2),
            ["bytes"] = Of("bytes"),
            ["requests"] = Of("requests"),
            ["ms"] = Of("ms"),
        };
        JsonObject Of(string name) => Percentiles.Of(measured[name]!.AsArray().Select(v => v!.GetValue<double>()));
    }

    /// <summary>What the server's web API says of a recording.</summary>
    private static async Task<string> IndexAsync(byte[] recording)
    {
        var source = new MemoryRecordingSource(recording);
        var opened = await OpenedRecording.OpenAsync(source, default);
        if (!Trailer.TryRead(recording.AsSpan(^Trailer.Length..), recording.Length, out var trailer))
            throw new InvalidOperationException("the recording has no trailer");
        var rows = opened.Index.Segments;
        var segments = rows.Select((row, i) => (JsonNode)new JsonObject
        {
            ["time"] = row.Time,
            ["offset"] = row.Offset,
            ["end"] = i + 1 < rows.Count ? rows[i + 1].Offset : trailer.IndexOffset,
            ["width"] = row.Width,
            ["height"] = row.Height,
        });
        return new JsonObject
        {
            ["durationMs"] = opened.Duration,
            ["bytes"] = recording.Length,
            ["live"] = false,
            ["state"] = "complete",
            ["start"] = "2025-10-09T08:53:20Z",
            ["segments"] = new JsonArray([.. segments]),
            ["activity"] = new JsonArray([.. opened.Index.Activity.Select(a => (JsonNode)a)]),
            ["activityMs"] = opened.Index.ActivityBucket,
            ["marks"] = new JsonArray(),
            ["damaged"] = new JsonArray(),
        }.ToJsonString();
    }

    private static void Print(JsonObject result) => Console.WriteLine(result.ToJsonString());

    private static int Usage()
    {
        Console.Error.WriteLine("""
            usage: benchmarks/seek [--seeks N] [--keep FILE]
              --seeks  how many moments, spread over the eight hours (200)
              --keep   keeps the recording (0.4 GB; two minutes of work) in FILE, and uses it if it is there
            A JSON object a line and reader: what opening costs, and p50 and p95 of bytes, requests and milliseconds of a
            seek. In Chromium the player's own code seeks and paints; its cache holds 64 MB of the recording.
            """);
        return 2;
    }
}
