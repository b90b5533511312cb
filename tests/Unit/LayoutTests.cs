using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Hindsight.Unit;

/// <summary>The folders' directions, as docs/ARCHITECTURE.md states them.</summary>
public sealed partial class LayoutTests
{
    private static readonly string Root = FindRoot();

    private static readonly Dictionary<string, string[]> ProjectArrows = new()
    {
        ["Recording"] = [],
        ["Desktop"] = ["Recording"],
        ["Client"] = ["Recording"],
        ["Manual"] = [],
        ["Server"] = ["Desktop", "Manual", "Recording"],
        ["Tsh"] = ["Client", "Manual", "Recording"],
        ["Tctl"] = ["Client", "Manual", "Recording"],
    };

    /// <summary>Server folders from left to right; folders of one rank may not use each other.</summary>
    private static readonly string[][] ServerRanks =
    [
        ["Configuration"], ["Http", "Database", "Storage"], ["Audit"], ["Keys"], ["Resources"], ["Access"], ["Identity"], ["Desktops", "Library"],
        ["Recorder"], ["Sessions"], ["Web"],
    ];

    [Fact]
    public void Projects_reference_only_what_the_map_allows()
    {
        foreach (var (project, allowed) in ProjectArrows)
        {
            var file = Path.Combine(Root, "src", project, project + ".csproj");
            var references = XDocument.Load(file).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
            Assert.Empty(references.Except(allowed).Select(r => $"{project} -> {r}"));
        }
    }

    [Fact]
    public void Server_folders_use_only_folders_to_their_left()
    {
        var server = Path.Combine(Root, "src", "Server");
        var rank = ServerRanks.SelectMany((names, i) => names.Select(n => (n, i))).ToDictionary(p => p.n, p => p.i);
        var wrong = new List<string>();
        foreach (var directory in Directory.GetDirectories(server).Where(d => Path.GetFileName(d) is not ("obj" or "bin")))
        {
            var folder = Path.GetFileName(directory);
            Assert.True(rank.ContainsKey(folder), $"src/Server/{folder} has no rank in this test and in docs/ARCHITECTURE.md");
            foreach (var file in Sources(directory))
            {
                // Both a using directive and a dotted name (Sessions.X) reach another folder.
                foreach (var other in rank.Keys.Where(o => o != folder && rank[o] >= rank[folder]))
                {
                    if (Regex.IsMatch(Code(file), $@"\bHindsight\.Server\.{other}\b|(?<![\w.""]){other}\.[A-Z]\w+"))
                        wrong.Add($"{Path.GetRelativePath(Root, file)} -> {other}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Unsafe_code_stays_in_the_codec_and_in_Desktop()
    {
        var wrong = Directory.GetDirectories(Path.Combine(Root, "src"))
            .SelectMany(Sources)
            .Where(f => UnsafeKeyword().IsMatch(Code(f)))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("src/Desktop/", StringComparison.Ordinal) && !f.StartsWith("src/Recording/Codec/", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Recording_touches_no_disk_socket_clock_or_console()
    {
        var wrong = Sources(Path.Combine(Root, "src", "Recording"))
            .Where(f => ImpureName().IsMatch(Code(f)))
            .Select(f => Path.GetRelativePath(Root, f));
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_architecture_names_every_folder()
    {
        var text = File.ReadAllText(Path.Combine(Root, "docs", "ARCHITECTURE.md"));
        var folders = Directory.GetDirectories(Path.Combine(Root, "src"))
            .Concat(Directory.GetDirectories(Path.Combine(Root, "src", "Server")))
            .Concat(Directory.GetDirectories(Path.Combine(Root, "src", "Recording")))
            .Select(d => Path.GetFileName(d))
            .Where(d => d is not ("obj" or "bin"));
        Assert.All(folders, f => Assert.Contains(f, text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(string directory) =>
        Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static string Code(string file) => CommentsAndStrings().Replace(File.ReadAllText(file), "");

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Hindsight.slnx")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("the tests run outside the repository");
        return directory;
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""""""[\s\S]*?""""""|@?""(\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeKeyword();

    [GeneratedRegex(@"\bSystem\.(IO\.(File|Directory)\b|Net\b)|\b(File|Directory|Console|Environment|Stopwatch|TimeProvider)\.\w|\bDateTime(Offset)?\.(Utc)?Now\b|\bILogger\b")]
    private static partial Regex ImpureName();
}
