using System.Text;
using System.Text.Json;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>The shared corpus: what it holds decodes to what it says, and the encoder still writes it.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Scenes => [.. CorpusScenes.All.Keys];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.slc").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    [Theory]
    [MemberData(nameof(Scenes))]
    public void The_encoder_writes_the_stored_bytes(string name)
    {
        using var script = CorpusScenes.All[name]();
        var file = Path.Combine(Folder, name + ".slc");
        if (Environment.GetEnvironmentVariable("UPDATE_CORPUS") == "1")
        {
            File.WriteAllBytes(file, script.Bytes.ToArray());
            WriteExpectation(Path.ChangeExtension(file, ".json"), new CorpusExpectation(script.Records, script.Pictures));
        }

        Assert.True(script.Bytes.Span.SequenceEqual(File.ReadAllBytes(file)), $"{name}: run the tests with UPDATE_CORPUS=1 if the change is meant");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_stored_file_decodes_to_the_stated_pictures(string name)
    {
        var expected = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Folder, name + ".json")), CorpusJson.Default.CorpusExpectation)!;
        var records = RecordStream.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".slc")));
        Assert.Equal(expected.Records, records.Count);
        var decoder = new ScreenDecoder();
        var pictures = expected.Pictures.ToDictionary(p => p.After);
        for (var i = 0; i < records.Count; i++)
        {
            decoder.Apply(records[i].Kind, records[i].Body);
            if (pictures.TryGetValue(i + 1, out var picture))
                Assert.Equal(picture, CorpusPicture.Of(i + 1, decoder));
        }
    }

    private static void WriteExpectation(string file, CorpusExpectation expectation)
    {
        // One picture a line, so that a change is readable.
        var text = new StringBuilder($"{{\"records\":{expectation.Records},\"pictures\":[\n");
        text.AppendJoin(",\n", expectation.Pictures.Select(p => JsonSerializer.Serialize(p, CorpusJson.Default.CorpusPicture)));
        File.WriteAllText(file, text.Append("\n]}\n").ToString());
    }

    private static string FindFolder()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Hindsight.slnx")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("the tests run outside the repository");
        return Path.Combine(directory, "tests", "Corpus", "slc");
    }
}
