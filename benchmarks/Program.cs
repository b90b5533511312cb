using Hindsight.Benchmarks.Codec;

return args switch
{
    ["codec", .. var rest] => CodecBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: benchmarks/codec --trace FILE   (FILE or -: a DCOR1 screen trace, plain or zstd)");
    return 2;
}
