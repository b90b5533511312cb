using System.Diagnostics;
using Hindsight.Unit.Recording.Encryption;
using Xunit;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>
/// Looks for bytes that readers of recordings can't bear. Inputs that led to an answer nobody had before are built on; the
/// smallest of them are kept in tests/Corpus/container and read again by every run, here and in web/player.
/// FUZZ_SECONDS makes a longer run, FUZZ_SEED another one, FUZZ_KEEP names a folder for what it finds.
/// </summary>
public sealed class ContainerFuzzTests
{
    private const int Rounds = 150;
    private const int MostInputs = 5000;
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Corpus", "container");
    private readonly ContainerCheck _check = new();

    public static TheoryData<string> Kept => [.. Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)!).Order()];

    private static int Number(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task What_was_kept_is_read_without_harm(string file) =>
        Assert.NotEmpty(await _check.RunAsync(await File.ReadAllBytesAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken)));

    [Fact]
    public async Task No_bytes_do_harm()
    {
        var (seconds, seed) = (Number("FUZZ_SECONDS", 0), Number("FUZZ_SEED", 1));
        List<byte[]> inputs = [SmallRecording.Signed.Bytes, EncryptedRecording.Small.Bytes, .. RecordingScenes.All.Values.Select(make => make())];
        inputs.AddRange(Directory.GetFiles(Folder).Order().Select(File.ReadAllBytes));
        var known = new Dictionary<string, byte[]>();
        foreach (var input in inputs)
            known.TryAdd(await _check.RunAsync(input), input);

        var watch = Stopwatch.StartNew();
        var failures = new List<string>();
        long rounds = 0;
        for (; seconds > 0 ? watch.Elapsed.TotalSeconds < seconds : rounds < Rounds; rounds++)
        {
            var input = new ContainerMutator(unchecked((seed * 1_000_003) + (int)rounds)).Change(inputs);
            var begin = watch.Elapsed;
            try
            {
                var answer = await _check.RunAsync(input);
                if (known.TryAdd(answer, input) && inputs.Count < MostInputs)
                    inputs.Add(input);
                else if (input.Length < known[answer].Length)
                    known[answer] = input;
                if (seconds > 0 && (watch.Elapsed - begin).TotalSeconds > 5)
                    throw new TimeoutException($"{watch.Elapsed - begin} for {input.Length} bytes");
            }
            catch (Exception e)
            {
                Keep("failed", $"{seed}-{rounds}", input);
                failures.Add($"round {rounds} of seed {seed}: {e}");
            }
        }

        var number = 0;
        foreach (var input in known.Values.OrderBy(i => i.Length))
            Keep("kept", $"{number++:000}", input);
        if (seconds > 0)
            TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} inputs, {known.Count} answers, {Environment.CpuUsage.TotalTime.TotalMinutes:0.0} CPU minutes");
        Assert.Empty(failures);
    }

    private static void Keep(string what, string name, byte[] input)
    {
        if (Environment.GetEnvironmentVariable("FUZZ_KEEP") is not { } folder)
            return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{what}-{name}.hsr"), input);
    }
}
