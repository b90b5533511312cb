using System.Globalization;
using Hindsight.Benchmarks.Codec;
using Hindsight.EndToEnd.Browser;

namespace Hindsight.Benchmarks.Browser;

/// <summary>Lets headless Chromium decode parts of a trace with the player's own decoder, and as PNG tiles.</summary>
internal static class BrowserBenchmark
{
    private const int DefaultUpdates = 400;

    private static readonly string Page = """<!doctype html><title>decode</title><script type="module" src="/decode.js"></script>""";

    public static async Task<int> RunAsync(string[] arguments)
    {
        string? trace = null, scripts = null, keep = null;
        var updates = DefaultUpdates;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            if (arguments[i] == "--trace" && value is not null)
                trace = value;
            else if (arguments[i] == "--scripts" && value is not null)
                scripts = value;
            else if (arguments[i] == "--keep" && value is not null)
                keep = value;
            else if (arguments[i] != "--updates" || !int.TryParse(value, CultureInfo.InvariantCulture, out updates) || updates <= 0)
                return Usage();
        }

        if (trace is null || scripts is null)
            return Usage();
        try
        {
            await MeasureAsync(trace, scripts, updates, keep);
            return 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task MeasureAsync(string path, string scripts, int updates, string? keep)
    {
        byte[] material;
        using (var trace = Trace.Open(path))
            material = DecodeMaterial.Of(trace, updates);
        if (keep is not null)
            await File.WriteAllBytesAsync(keep, material);
        using var files = new LoopbackFiles();
        files.Add("/", "text/html", System.Text.Encoding.UTF8.GetBytes(Page));
        files.Add("/decode.js", "text/javascript", await File.ReadAllBytesAsync(Path.Combine(scripts, "decode.js")));
        files.Add("/material", "application/octet-stream", material);
        await using var browser = await BrowserPage.OpenAsync();
        var page = await browser.Context.NewPageAsync();
        page.SetDefaultTimeout(0);
        await page.GotoAsync(files.Address.ToString());
        await page.WaitForFunctionAsync("() => globalThis.measure");
        foreach (var line in await page.EvaluateAsync<string[]>("() => measure('/material')"))
            Console.WriteLine(line);
    }

    private static int Usage()
    {
        Console.Error.WriteLine("""
            usage: benchmarks/browser --trace FILE [--updates N] [--keep FILE]
              FILE       a DCOR1 screen trace, plain or zstd-compressed; - reads standard input
              --updates  how many updates are taken from all over the trace (400)
              --keep     also writes what the browser is sent to a file
            One JSON object a line and content: content (keyframe; interface; photo: most pixels differ from both
            neighbours; all), updates, damagedMegapixels, codedMegapixels (without what COPY moves), slcMs (decoding; the
            best of three rounds), paintMs (putImageData), slcMsPerMp (of damage), slcMsPerCodedMp; for the fifth of the
            updates that also come as 64x64 PNG tiles by createImageBitmap: tiledMegapixels, pngMs (decoding and drawing),
            pngMsPerMp, slcOfTheseMsPerMp (decoding and painting), pngToSlc. Milliseconds are the page's wall clock;
            PNG may use other cores.
            """);
        return 2;
    }
}
