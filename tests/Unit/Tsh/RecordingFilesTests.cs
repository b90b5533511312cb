using System.Text.Json.Nodes;
using Hindsight.Unit.Recording.Playback;
using Xunit;

namespace Hindsight.Unit.Tsh;

/// <summary>What <c>tsh recordings</c> does with files, which needs neither a server nor FFmpeg.</summary>
public sealed class RecordingFilesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-tsh-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("desktop", 0, "whole")]
    [InlineData("damaged", 4, "altered")]
    [InlineData("cut", 4, "tail missing")]
    [InlineData("recovered", 0, "incomplete")]
    public async Task Verify_tells_what_became_of_a_file(string name, int code, string verdict)
    {
        var found = await TshRun.OfAsync("recordings", "verify", Corpus(name));
        Assert.Equal(code, found.Code);
        Assert.StartsWith(verdict, found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_tells_what_is_inside()
    {
        var found = await TshRun.OfAsync("recordings", "info", Corpus("resize"), "--format=json");
        var info = JsonNode.Parse(found.Output)!;
        Assert.Equal(0, found.Code);
        Assert.Equal(3900, info["duration_ms"]!.GetValue<long>());
        Assert.Equal(["64x48", "200x100", "100x200", "320x20", "1x1"], info["sizes"]!.AsArray().Select(s => s!.GetValue<string>()));
    }

    [Fact]
    public async Task Stills_are_written_for_what_changed()
    {
        var found = await TshRun.OfAsync("recordings", "export", Corpus("desktop"), "--format=png", "--quiet", "--out", Path.Combine(_directory, "s"));
        Assert.Equal((0, ""), (found.Code, found.Errors));
        Assert.Contains("s-0-00-12.000.png", (await TshRun.OfAsync("recordings", "export", Corpus("desktop"), "--at=12", "--out", Path.Combine(_directory, "s-0-00-12.000.png"))).Output, StringComparison.Ordinal);
        var files = Directory.GetFiles(_directory, "*.png");
        Assert.InRange(files.Length, 5, 20);
        Assert.All(files, f => Assert.Equal([0x89, .. "PNG"u8], File.ReadAllBytes(f)[..4]));
    }

    [Theory]
    [InlineData(1, "there is no file nothing.hsr", "export", "nothing.hsr")]
    [InlineData(1, "is a directory", "export", "{directory}")]
    [InlineData(1, "\"soon\" is not a moment", "export", "{desktop}", "--from=soon")]
    [InlineData(1, "--from is not before --to", "export", "{desktop}", "--from=30", "--to=20")]
    [InlineData(1, "the recording ends at 0:00:40.000", "export", "{desktop}", "--at=41")]
    [InlineData(1, "--speed must be from 0.1 to 100", "export", "{desktop}", "--speed=1000")]
    [InlineData(1, "can't all go to standard output", "export", "{desktop}", "--format=png", "--out=-")]
    [InlineData(3, "you are not signed in", "export", "0193a5c4-7b1e-7cc3-98c4-dc0c0c07398f")]
    [InlineData(4, "the file is no recording", "info", "{text}")]
    [InlineData(5, "exists: name another file", "export", "{desktop}", "--at=1", "--out={text}")]
    [InlineData(5, "does not exist: make it first", "export", "{desktop}", "--at=1", "--out={directory}/none/a.png")]
    [InlineData(5, "apt-get install ffmpeg", "export", "{desktop}", "--ffmpeg=/nowhere", "--out={directory}/a.mp4")]
    public async Task What_goes_wrong_is_said_in_a_sentence(int code, string words, params string[] arguments)
    {
        var text = Path.Combine(_directory, "text");
        await File.WriteAllTextAsync(text, new string('x', 500), TestContext.Current.CancellationToken);
        var found = await TshRun.OfAsync(["recordings", .. arguments.Select(a => a.Replace("{desktop}", Corpus("desktop"), StringComparison.Ordinal).Replace("{directory}", _directory, StringComparison.Ordinal).Replace("{text}", text, StringComparison.Ordinal))]);
        Assert.Equal(code, found.Code);
        Assert.Contains(words, found.Errors, StringComparison.Ordinal);
        Assert.Equal([text], Directory.GetFiles(_directory));
    }

    private static string Corpus(string name) => Path.Combine(RecordingCorpusTests.Folder, name + ".hsr");
}
