using System.Text.Json;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>The files of tests/Corpus/slc.</summary>
internal static class CorpusFiles
{
    public static readonly string Folder = FindFolder();

    public static List<(RecordKind Kind, byte[] Body)> Read(string name) =>
        RecordStream.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".slc")));

    /// <summary>Applies a file's records and compares with its sidecar.</summary>
    public static void AssertShows(string name, ScreenDecoder decoder)
    {
        var expected = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Folder, name + ".json")), CorpusJson.Default.CorpusExpectation)!;
        var records = Read(name);
        Assert.Equal(expected.Records, records.Count);
        var pictures = expected.Pictures.ToDictionary(p => p.After);
        for (var i = 0; i < records.Count; i++)
        {
            decoder.Apply(records[i].Kind, records[i].Body);
            if (pictures.TryGetValue(i + 1, out var picture))
                Assert.Equal(picture, CorpusPicture.Of(i + 1, decoder));
        }
    }

    private static string FindFolder()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Hindsight.slnx")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("the tests run outside the repository");
        return Path.Combine(directory, "tests", "Corpus", "slc");
    }
}
