using Hindsight.Benchmarks.Browser;
using Hindsight.Benchmarks.Codec;
using Hindsight.Benchmarks.Export;
using Hindsight.Benchmarks.Live;
using Hindsight.Benchmarks.Seek;
using Hindsight.Benchmarks.Verify;

return args switch
{
    ["browser", .. var rest] => await BrowserBenchmark.RunAsync(rest),
    ["codec", .. var rest] => CodecBenchmark.Run(rest),
    ["export", .. var rest] => ExportBenchmark.Run(rest),
    ["live", .. var rest] => await LiveBenchmark.RunAsync(rest),
    ["seek", .. var rest] => await SeekBenchmark.RunAsync(rest),
    ["verify"] => await VerifyBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: benchmarks/browser --trace FILE (what decoding costs in a browser)
               benchmarks/codec --trace FILE   (FILE or -: a DCOR1 screen trace, plain or zstd)
               benchmarks/export --trace FILE  (how fast recordings become videos)
               benchmarks/live [SCENE...]      (a live session on a real desktop; needs root)
               benchmarks/seek                 (what seeking in a long recording costs)
               benchmarks/verify               (how fast recordings are verified)
        """);
    return 2;
}
