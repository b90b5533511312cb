using System.Text.Json;

namespace Hindsight.Unit.Recording.Terminal;

/// <summary>The files of tests/Corpus/terminal: output, and what xterm.js shows of it.</summary>
internal static class TerminalCorpus
{
    public static readonly string Folder = FindFolder();

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.vt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static byte[] Output(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".vt"));

    public static JsonElement Expectation(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        return document.RootElement.Clone();
    }

    private static string FindFolder()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Hindsight.slnx")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("the tests run outside the repository");
        return Path.Combine(directory, "tests", "Corpus", "terminal");
    }
}
