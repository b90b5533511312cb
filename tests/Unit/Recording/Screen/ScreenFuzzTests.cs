using System.Diagnostics;
using System.Text.RegularExpressions;
using Hindsight.Recording.Records;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>
/// Looks for records that the screen's decoder can't bear. Inputs that led to what none had before are built on; the
/// smallest of them are kept in tests/Corpus/fuzz with what a reader makes of them, and read again by every run, here and
/// in web/player. They are input for decoders alone: no change of the encoder changes them. FUZZ_SECONDS makes a longer
/// run, FUZZ_SEED another one, FUZZ_KEEP names a folder for what it finds.
/// </summary>
public sealed partial class ScreenFuzzTests
{
    private const int Rounds = 200;
    private const int LargestSeed = 10_000;
    private const int MostPixels = 1 << 18;
    private const int KeptOfEach = 2, KeptWhole = 40;
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Corpus", "fuzz");

    private static int Number(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;

    [Fact]
    public void What_was_kept_has_the_stated_outcome()
    {
        var stated = FuzzedRecords.Read(Path.Combine(Folder, "outcomes.json"));
        Assert.Equal(Directory.GetFiles(Folder, "*.records").Select(Path.GetFileName).Order(StringComparer.Ordinal), stated.Select(o => o.File));
        Assert.All(stated, o => Assert.Equal(o, FuzzedRecords.Of(o.File, File.ReadAllBytes(Path.Combine(Folder, o.File)), out _)));
    }

    [Fact]
    public void No_records_do_harm()
    {
        var (seconds, seed) = (Number("FUZZ_SECONDS", 0), Number("FUZZ_SEED", 1));
        List<byte[]> inputs = [.. Seeds()];
        var known = new Dictionary<string, byte[]>();
        foreach (var input in inputs)
        {
            if (Outcome(input) is { } outcome)
                known.TryAdd(outcome, input);
        }

        var watch = Stopwatch.StartNew();
        var failures = new List<string>();
        long rounds = 0;
        for (; seconds > 0 ? watch.Elapsed.TotalSeconds < seconds : rounds < Rounds; rounds++)
        {
            var input = new RecordMutator(unchecked((seed * 1_000_003) + (int)rounds)).Change(inputs);
            try
            {
                if (Outcome(input) is not { } outcome)
                    continue;
                if (known.TryAdd(outcome, input))
                    inputs.Add(input);
                else if (input.Length < known[outcome].Length)
                    known[outcome] = input;
            }
            catch (Exception e)
            {
                failures.Add($"round {rounds} of seed {seed}: {e}\n{Convert.ToHexString(input)}");
            }
        }

        Keep(known);
        if (seconds > 0)
            TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} inputs, {known.Count} outcomes, {Environment.CpuUsage.TotalTime.TotalMinutes:0.0} CPU minutes");
        Assert.Empty(failures);
    }

    private static IEnumerable<byte[]> Seeds() =>
        Directory.GetFiles(CorpusFiles.Folder, "*.slc").Concat(Directory.GetFiles(CorpusFiles.Folder, "*.bad")).Concat(Directory.GetFiles(Folder, "*.records"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(b => b.Length <= LargestSeed);

    /// <summary>
    /// What is new about an input: why it was refused and by which record, and the kinds and modes that were taken before.
    /// Null for those whose screen is too large to be worth keeping.
    /// </summary>
    private static string? Outcome(byte[] input)
    {
        var result = FuzzedRecords.Of("", input, out var reason);
        if ((long)result.Shown.Width * result.Shown.Height > MostPixels)
            return null;
        var taken = new SortedSet<string>(StringComparer.Ordinal);
        var last = "";
        var reader = new RecordReader(input, 0);
        for (var i = 0; i <= result.Shown.After && reader.TryRead(out var record); i++)
        {
            last = record.Kind.ToString();
            if (record.Kind == RecordKind.Pixels && MessageOf(record.Body) is { IsEmpty: false } message)
                last += message[0] & 3;
            if (i < result.Shown.After && Enum.IsDefined(record.Kind))
                taken.Add(last);
        }

        return $"{string.Join(',', taken)}: {(result.Refused ? last : "")} {Digits().Replace(reason, "#")}";
    }

    /// <summary>The SLC message of a PIXELS record.</summary>
    private static ReadOnlySpan<byte> MessageOf(ReadOnlySpan<byte> body) =>
        Varint.TryRead(ref body, out var rectangles) && rectangles * 8 < (ulong)body.Length ? body[(int)(rectangles * 8)..] : default;

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    /// <summary>Writes the smallest few inputs of each way to be refused, and of each set of kinds that was taken whole.</summary>
    private static void Keep(Dictionary<string, byte[]> known)
    {
        if (Environment.GetEnvironmentVariable("FUZZ_KEEP") is not { } folder)
            return;
        Directory.CreateDirectory(folder);
        var outcomes = new List<FuzzedRecords>();
        var chosen = known.GroupBy(k => k.Key[k.Key.IndexOf(':', StringComparison.Ordinal)..])
            .SelectMany(g => g.OrderBy(k => k.Value.Length).Take(g.Key.Trim() == ":" ? KeptWhole : KeptOfEach));
        foreach (var input in chosen.Select(k => k.Value).OrderBy(i => i.Length))
        {
            var file = $"{outcomes.Count:0000}.records";
            File.WriteAllBytes(Path.Combine(folder, file), input);
            outcomes.Add(FuzzedRecords.Of(file, input, out _));
        }

        File.WriteAllText(Path.Combine(folder, "outcomes.json"), FuzzedRecords.Write(outcomes));
    }
}
