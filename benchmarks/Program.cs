using Hindsight.Benchmarks.Codec;
using Hindsight.Benchmarks.Live;
using Hindsight.Benchmarks.Verify;

return args switch
{
    ["codec", .. var rest] => CodecBenchmark.Run(rest),
    ["live", .. var rest] => await LiveBenchmark.RunAsync(rest),
    ["verify"] => await VerifyBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: benchmarks/codec --trace FILE   (FILE or -: a DCOR1 screen trace, plain or zstd)
               benchmarks/live [SCENE...]      (a live session on a real desktop; needs root)
               benchmarks/verify               (how fast recordings are verified)
        """);
    return 2;
}
