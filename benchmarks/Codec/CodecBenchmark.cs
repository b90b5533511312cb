using System.Globalization;
using System.Runtime.InteropServices;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// Runs every codec over one trace in one pass, so that all see the same pictures under the same load, and prints a JSON
/// object a line: bytes of the updates, bytes of the keyframes, CPU seconds of encoding, megapixels of damage.
/// </summary>
internal static partial class CodecBenchmark
{
    /// <summary>A keyframe is due after this time if anything has changed, as in a recording.</summary>
    private const uint KeyframeInterval = 30_000;

    public static int Run(string[] arguments)
    {
        if (arguments is not ["--trace", var path])
        {
            Console.Error.WriteLine("""
                usage: benchmarks/codec --trace FILE
                  FILE  a DCOR1 screen trace, plain or zstd-compressed; - reads standard input
                One JSON object a line and codec: codec (png64: 64x64 PNG tiles; zstd: each update by itself; slc),
                bytes (updates), keyframeBytes (one keyframe every 30 s with changes), cpuSeconds (encoding both),
                megapixels (damage). Every picture is decoded and compared; a difference ends the run with an error.
                """);
            return 2;
        }

        try
        {
            using var trace = Trace.Open(path);
            Measure(trace);
            return 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{path}: {e.Message}");
            return 1;
        }
    }

    private static void Measure(Trace trace)
    {
        ICodec[] codecs = [new PngTiles(trace.Width, trace.Height), new ZstdRectangles(trace.Width, trace.Height), new Slc(trace.Width, trace.Height)];
        var totals = codecs.Select(_ => new Total()).ToArray();
        double megapixels = 0;
        uint lastKeyframe = 0;
        while (trace.Next())
        {
            if (trace.Damage.Count == 0)
                continue;
            megapixels += trace.Damage.Sum(r => r.Area) / 1e6;
            var keyframe = trace.Time - lastKeyframe >= KeyframeInterval;
            for (var i = 0; i < codecs.Length; i++)
            {
                totals[i].Bytes += Timed(totals[i], () => codecs[i].Encode(trace.Picture, trace.Damage));
                Compare(codecs[i], trace);
                if (keyframe)
                {
                    totals[i].KeyframeBytes += Timed(totals[i], () => codecs[i].Keyframe(trace.Picture));
                    Compare(codecs[i], trace);
                }
            }

            if (keyframe)
                lastKeyframe = trace.Time;
        }

        for (var i = 0; i < codecs.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$"""{"codec":"{{codecs[i].Name}}","bytes":{{totals[i].Bytes}},"keyframeBytes":{{totals[i].KeyframeBytes}},"cpuSeconds":{{totals[i].Nanoseconds / 1e9:0.000}},"megapixels":{{megapixels:0.00}}}"""));
            codecs[i].Dispose();
        }
    }

    private static int Timed(Total total, Func<int> work)
    {
        var start = ThreadNanoseconds();
        var bytes = work();
        total.Nanoseconds += ThreadNanoseconds() - start;
        return bytes;
    }

    private static void Compare(ICodec codec, Trace trace)
    {
        if (!codec.Decode().SequenceEqual(trace.Picture))
            throw new InvalidDataException($"{codec.Name} decodes to another picture at {trace.Time} ms");
    }

    /// <summary>CPU time of this thread; the codecs run on it alone.</summary>
    private static long ThreadNanoseconds()
    {
        const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID
        if (clock_gettime(ThreadCpuTime, out var time) != 0)
            throw new InvalidOperationException("clock_gettime");
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    private sealed class Total
    {
        public long Bytes { get; set; }

        public long KeyframeBytes { get; set; }

        public long Nanoseconds { get; set; }
    }
}
