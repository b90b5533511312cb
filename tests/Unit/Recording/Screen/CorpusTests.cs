using System.Text;
using System.Text.Json;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>The shared corpus: what it holds decodes to what it says, and the encoder still writes it.</summary>
public sealed class CorpusTests
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_CORPUS") == "1";

    public static TheoryData<string> Scenes => [.. CorpusScenes.All.Keys];

    public static TheoryData<string> Broken => [.. BrokenRecords.All.Keys];

    public static TheoryData<string> Files => [.. Directory.GetFiles(CorpusFiles.Folder, "*.slc").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    [Theory]
    [MemberData(nameof(Scenes))]
    public void The_encoder_writes_the_stored_bytes(string name)
    {
        using var script = CorpusScenes.All[name]();
        var file = Path.Combine(CorpusFiles.Folder, name + ".slc");
        if (Update)
        {
            File.WriteAllBytes(file, script.Bytes.ToArray());
            WriteExpectation(Path.ChangeExtension(file, ".json"), new CorpusExpectation(script.Records, script.Pictures));
        }

        Assert.True(script.Bytes.Span.SequenceEqual(File.ReadAllBytes(file)), $"{name}: run the tests with UPDATE_CORPUS=1 if the change is meant");
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void The_broken_files_are_the_stored_ones(string name)
    {
        var file = Path.Combine(CorpusFiles.Folder, name + ".bad");
        if (Update)
            File.WriteAllBytes(file, BrokenRecords.All[name]);
        Assert.Equal(BrokenRecords.All[name], File.ReadAllBytes(file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_stored_file_decodes_to_the_stated_pictures(string name) => CorpusFiles.AssertShows(name, new ScreenDecoder());

    private static void WriteExpectation(string file, CorpusExpectation expectation)
    {
        // One picture a line, so that a change is readable.
        var text = new StringBuilder($"{{\"records\":{expectation.Records},\"pictures\":[\n");
        text.AppendJoin(",\n", expectation.Pictures.Select(p => JsonSerializer.Serialize(p, CorpusJson.Default.CorpusPicture)));
        File.WriteAllText(file, text.Append("\n]}\n").ToString());
    }
}
