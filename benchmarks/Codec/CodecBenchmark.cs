using System.Globalization;
using System.Runtime.InteropServices;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// Runs every codec over one trace in one pass, so that all see the same pictures under the same load, and prints a JSON
/// object a line: bytes of the updates, bytes of the keyframes, CPU seconds of encoding, megapixels of damage.
/// </summary>
internal static partial class CodecBenchmark
{
    public static int Run(string[] arguments)
    {
        var withWebP = arguments.Contains("--webp");
        var redraws = arguments.Contains("--redraws");
        if (arguments.Where(a => a is not ("--webp" or "--redraws")).ToArray() is not ["--trace", var path])
        {
            Console.Error.WriteLine("""
                usage: benchmarks/codec --trace FILE [--webp | --redraws]
                  FILE    a DCOR1 screen trace, plain or zstd-compressed; - reads standard input
                  --webp  WebP lossless as well; slow, and needs Debian's libwebp7
                One JSON object a line and codec: codec (png64: 64x64 PNG tiles; png: whole rectangles as PNG; zstd: each
                update by itself; zstd-stream: one stream with a long window; webp: whole rectangles; slc), bytes
                (updates), keyframeBytes (keyframes when a recording has them), cpuSeconds (encoding both), megapixels
                (damage). Every picture is decoded and compared; a difference ends the run with an error. How slc decodes
                and what it allocates goes to standard error.
                  --redraws  instead, up to 60 pictures of the trace as full redraws by themselves, and slc's updates in
                             their stream, apart by content (interface; photo, which is video too: most pixels differ from
                             both neighbours): bytesPerFullScreen, encodeMsPerMp and decodeMsPerMp of damage, CPU of the
                             thread (decoding of slc alone); allocatedBytes of all updates and how many were allocating
                """);
            return 2;
        }

        try
        {
            using var trace = Trace.Open(path);
            if (redraws)
                RedrawBenchmark.Run(trace);
            else
                Measure(trace, withWebP);
            return 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{path}: {e.Message}");
            return 1;
        }
    }

    private static void Measure(Trace trace, bool withWebP)
    {
        var (width, height) = (trace.Width, trace.Height);
        var slc = new Slc(width, height);
        List<ICodec> codecs = [new PngTiles(width, height), new PngRectangles(width, height), new ZstdRectangles(width, height), new ZstdStream(width, height), slc];
        if (withWebP && WebP.IsAvailable)
            codecs.Add(new WebP(width, height));
        else if (withWebP)
            Console.Error.WriteLine("webp is left out: libwebp.so.7 is not there (install Debian's libwebp7)");
        var totals = codecs.Select(_ => new Total()).ToArray();
        double megapixels = 0;
        var updates = 0;
        while (trace.Next())
        {
            if (trace.Damage.Count == 0)
                continue;
            updates++;
            slc.Time = trace.Time;
            megapixels += trace.Damage.Sum(r => r.Area) / 1e6;
            foreach (var (codec, total) in codecs.Zip(totals))
            {
                total.Bytes += Timed(total, () => codec.Encode(trace.Picture, trace.Damage));
                Compare(codec, total, trace);
            }

            // The recording's own rule decides for all of them.
            if (!slc.TakeKeyframe(trace.Time))
                continue;
            foreach (var (codec, total) in codecs.Zip(totals))
            {
                total.KeyframeBytes += Timed(total, () => codec.Keyframe(trace.Picture));
                Compare(codec, total, trace);
            }
        }

        foreach (var (codec, total) in codecs.Zip(totals))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$"""{"codec":"{{codec.Name}}","bytes":{{total.Bytes}},"keyframeBytes":{{total.KeyframeBytes}},"cpuSeconds":{{total.Nanoseconds / 1e9:0.000}},"megapixels":{{megapixels:0.00}}}"""));
            if (codec == slc && updates > 0)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"slc: {total.Nanoseconds / 1e6 / megapixels:0.00} ms/MP encoding, {total.DecodingNanoseconds / 1e6 / megapixels:0.00} ms/MP decoding, {(double)total.Allocated / updates:0} bytes allocated an update with keyframes"));
            }

            codec.Dispose();
        }
    }

    private static int Timed(Total total, Func<int> work)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadNanoseconds();
        var bytes = work();
        total.Nanoseconds += ThreadNanoseconds() - start;
        total.Allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        return bytes;
    }

    private static void Compare(ICodec codec, Total total, Trace trace)
    {
        var start = ThreadNanoseconds();
        var decoded = codec.Decode();
        total.DecodingNanoseconds += ThreadNanoseconds() - start;
        if (!decoded.SequenceEqual(trace.Picture))
            throw new InvalidDataException($"{codec.Name} decodes to another picture at {trace.Time} ms");
    }

    /// <summary>CPU time of this thread; the codecs run on it alone.</summary>
    internal static long ThreadNanoseconds()
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

        public long DecodingNanoseconds { get; set; }

        public long Allocated { get; set; }
    }
}
