using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Unit.Recording.Playback;
using Hindsight.Unit.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Tsh;

/// <summary>What <c>tsh recordings</c> does with terminals' recordings and with those of other formats.</summary>
public sealed class ForeignFilesTests : IDisposable
{
    private const string Cast = """
        {"version":2,"width":20,"height":5,"timestamp":1760000000}
        [0.5,"o","\u001b[1mhello\u001b[0m wide 漢 and a line that is longer than the screen\r\n"]
        [0.75,"i","secret\r"]
        [1,"o","2\r\n3\r\n4\r\n5\r\n6\r\n"]
        [1.5,"o","\u001b[?1049h\u001b[2Jfull screen\u001b[?1049l"]
        [2,"r","30x8"]
        [2.5,"o","end"]

        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-tsh-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_terminals_recording_goes_through_every_format_and_shows_the_same_text()
    {
        var text = await TextOfAsync(await CastAsync());
        Assert.Equal("hello wide 漢 and a line that is longer than the screen\n2\n3\n4\n5\n6\nend\n", text);
        var from = await CastAsync();
        foreach (var step in (string[])["a.hsr", "b.tar", "c.cast", "d.tar", "e.hsr", "f.cast"])
        {
            var to = Path.Combine(_directory, step);
            var made = await TshRun.OfAsync("recordings", "convert", from, to);
            Assert.Equal((0, $"Wrote recording to {to}\n", ""), made);
            Assert.Equal(text, await TextOfAsync(to));
            from = to;
        }
    }

    [Fact]
    public async Task Exports_hold_what_was_typed_only_if_asked()
    {
        var cast = await CastAsync();
        foreach (var format in (string[])["cast", "json"])
        {
            var file = Path.Combine(_directory, "out." + format);
            Assert.Equal(0, (await TshRun.OfAsync("recordings", "export", cast, "--format", format, "--out", file)).Code);
            Assert.DoesNotContain("secret", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
            Assert.Equal(0, (await TshRun.OfAsync("recordings", "export", cast, "--format", format, "--out", file, "--input", "--overwrite")).Code);
            Assert.Contains("secret", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
        }

        var events = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_directory, "out.json"), Cancellation))!.AsArray();
        Assert.Equal(["session.start", "resize", "print", "input", "print", "print", "resize", "print", "end", "session.end"], events.Select(e => e!["event"]!.GetValue<string>()));
        Assert.Equal(("2025-10-09T08:53:22.000Z", "30:8"), (events[6]!["time"]!.GetValue<string>(), events[6]!["size"]!.GetValue<string>()));
        Assert.Equal([500, 2500], new[] { events[2]!, events[^1]! }.Select(e => e["ms"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Play_prints_in_every_format_where_there_is_no_terminal()
    {
        var cast = await CastAsync();
        Assert.Equal(9, JsonNode.Parse((await TshRun.OfAsync("play", cast, "--format=json")).Output)!.AsArray().Count);
        Assert.Equal(9, (await TshRun.OfAsync("play", cast, "--format=yaml")).Output.Split("---\n").Length - 1);
        var text = await TshRun.OfAsync("play", cast, "--format=text", "--speed=2x");
        Assert.Equal((0, await TextOfAsync(cast), "tsh: --speed has no effect unless the format is pty\n"), text);

        // A short session at eight times its speed.
        var played = await TshRun.OfAsync("play", cast, "--speed=8x", "--skip-idle-time");
        Assert.Equal((0, ""), (played.Code, played.Errors));
        Assert.Contains("end", played.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[8;", played.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await TshRun.OfAsync("play", Desktop, "--format=text")).Code);
    }

    [Fact]
    public async Task Terminals_become_stills_too()
    {
        var cast = await CastAsync();
        var one = Path.Combine(_directory, "one.png");
        Assert.Equal((0, $"Wrote recording to {one}\n", ""), await TshRun.OfAsync("recordings", "export", cast, "--at=1", "--out", one));
        Assert.Equal((0, ""), await TshRun.OfAsync("recordings", "export", cast, "--format=png", "--quiet", "--out", Path.Combine(_directory, "s")) is var all ? (all.Code, all.Errors) : default);
        Assert.InRange(Directory.GetFiles(_directory, "s-*.png").Length, 3, 5);
        var refused = await TshRun.OfAsync("recordings", "export", cast, "--ffmpeg=/nowhere", "--format=mp4", "--out", Path.Combine(_directory, "v.mp4"));
        Assert.Equal(5, refused.Code);
        Assert.Contains("apt-get install ffmpeg", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_and_verify_take_other_formats()
    {
        var cast = await CastAsync();
        var info = JsonNode.Parse((await TshRun.OfAsync("recordings", "info", cast, "--format=json")).Output)!;
        Assert.Equal(("cast", "terminal", 2500), (info["format"]!.GetValue<string>(), info["kind"]!.GetValue<string>(), info["duration_ms"]!.GetValue<int>()));
        var verified = await TshRun.OfAsync("recordings", "verify", cast);
        Assert.Equal((0, ""), (verified.Code, verified.Errors));
        Assert.Equal("readable: every event can be read; this format has no seal, so nobody can tell whether it was changed\n", verified.Output);

        var cut = Path.Combine(_directory, "cut.tar");
        await TshRun.OfAsync("recordings", "convert", Terminal, cut);
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(cut, Cancellation))[..^200], Cancellation);
        var found = await TshRun.OfAsync("recordings", "verify", cut);
        Assert.Equal(4, found.Code);
        Assert.StartsWith("tail missing at ", found.Output, StringComparison.Ordinal);
        Assert.Equal(4, (await TshRun.OfAsync("recordings", "info", cut)).Code);
    }

    [Fact]
    public async Task A_desktops_recording_becomes_one_of_Teleports_and_back()
    {
        var (tar, back) = (Path.Combine(_directory, "d.tar"), Path.Combine(_directory, "d.hsr"));
        Assert.Equal(0, (await TshRun.OfAsync("recordings", "convert", Desktop, tar, "--user=alice", "--login=Administrator", "--target=desk")).Code);
        Assert.Equal(0, (await TshRun.OfAsync("recordings", "convert", tar, back)).Code);
        var (before, after) = (await InfoAsync(Desktop), await InfoAsync(back));
        Assert.Equal(before["sid"]!.GetValue<string>(), after["sid"]!.GetValue<string>());
        Assert.Equal(before["duration_ms"]!.GetValue<long>(), after["duration_ms"]!.GetValue<long>());
        foreach (var file in (string[])[Desktop, back])
            Assert.Equal(0, (await TshRun.OfAsync("recordings", "export", file, "--at=12", "--out", file == Desktop ? Path.Combine(_directory, "1.png") : Path.Combine(_directory, "2.png"))).Code);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_directory, "1.png"), Cancellation), await File.ReadAllBytesAsync(Path.Combine(_directory, "2.png"), Cancellation));
    }

    [Theory]
    [InlineData(1, "is a desktop's recording, and an asciicast holds a terminal's", "convert", "{desktop}", "{directory}/a.cast")]
    [InlineData(1, "does not tell a format", "convert", "{desktop}", "{directory}/a.avi")]
    [InlineData(1, "is a recording of this format already", "convert", "{desktop}", "{directory}/a.hsr")]
    [InlineData(1, "and txt is for those of terminals", "export", "{desktop}", "--format=txt")]
    [InlineData(1, "is a directory", "convert", "{directory}", "a.cast")]
    [InlineData(4, "only asciicasts of version 2", "convert", "{old}", "{directory}/a.hsr")]
    [InlineData(4, "it is empty", "info", "{empty}")]
    [InlineData(4, "is no recording", "convert", "{text}", "{directory}/a.tar")]
    [InlineData(5, "exists: name another file", "convert", "{terminal}", "{text}", "--format=cast")]
    [InlineData(5, "does not exist: make it first", "convert", "{terminal}", "{directory}/none/a.cast")]
    [InlineData(4, "of a newer version", "verify", "{future}")]
    public async Task What_goes_wrong_is_said_in_a_sentence_and_leaves_no_file(int code, string words, params string[] arguments)
    {
        var names = new Dictionary<string, byte[]>
        {
            ["text"] = Encoding.UTF8.GetBytes(new string('x', 500)),
            ["empty"] = [],
            ["old"] = "{\"version\":1}\n"u8.ToArray(),
            ["future"] = [0, 0, 0, 0, 0, 0, 0, 3, .. new byte[100]],
        };
        string Real(string argument)
        {
            argument = argument.Replace("{desktop}", Desktop, StringComparison.Ordinal).Replace("{terminal}", Terminal, StringComparison.Ordinal).Replace("{directory}", _directory, StringComparison.Ordinal);
            foreach (var name in names.Keys)
                argument = argument.Replace($"{{{name}}}", Path.Combine(_directory, name == "empty" ? "empty.cast" : name), StringComparison.Ordinal);
            return argument;
        }

        foreach (var (name, bytes) in names)
            await File.WriteAllBytesAsync(Real($"{{{name}}}"), bytes, Cancellation);
        var found = await TshRun.OfAsync(["recordings", .. arguments.Select(Real)]);
        Assert.Contains(words, found.Errors, StringComparison.Ordinal);
        Assert.Equal(code, found.Code);
        Assert.Equal(names.Keys.Select(n => Real($"{{{n}}}")).Order(), Directory.GetFiles(_directory).Order());
    }

    private static string Desktop => Path.Combine(RecordingCorpusTests.Folder, "desktop.hsr");

    private static string Terminal => Path.Combine(TerminalCorpus.Folder, "all.hsr");

    private static async Task<JsonNode> InfoAsync(string file) => JsonNode.Parse((await TshRun.OfAsync("recordings", "info", file, "--format=json")).Output)!;

    private async Task<string> CastAsync()
    {
        var file = Path.Combine(_directory, "session.cast");
        await File.WriteAllTextAsync(file, Cast.ReplaceLineEndings("\n"), Cancellation);
        return file;
    }

    private async Task<string> TextOfAsync(string file)
    {
        var text = Path.Combine(_directory, "text.txt");
        var made = await TshRun.OfAsync("recordings", "export", file, "--format=txt", "--overwrite", "--out", text);
        Assert.Equal((0, ""), (made.Code, made.Errors));
        return await File.ReadAllTextAsync(text, Cancellation);
    }
}
