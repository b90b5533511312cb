using System.Text;
using Hindsight.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Recording.Terminal;

/// <summary>The emulator shows what xterm.js shows, cell by cell, and its keyframes bring that about again.</summary>
public sealed class TerminalCorpusTests
{
    public static TheoryData<string> Names => [.. TerminalCorpus.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_screen_is_that_of_xterm_js(string name)
    {
        var expectation = TerminalCorpus.Expectation(name);
        var output = TerminalCorpus.Output(name);
        var terminal = new TerminalEmulator(expectation.GetProperty("columns").GetInt32(), expectation.GetProperty("rows").GetInt32());
        var written = 0;
        foreach (var screen in expectation.GetProperty("screens").EnumerateArray())
        {
            var after = screen.GetProperty("after").GetInt32();
            terminal.Write(output.AsSpan(written..after));
            written = after;
            Assert.Equal($"{after}: {ScreenDescription.Head(screen)}", $"{after}: {ScreenDescription.Head(terminal)}");
            for (var y = 0; y < terminal.Rows; y++)
                Assert.Equal($"{after}, row {y}: {ScreenDescription.Row(screen.GetProperty("cells")[y])}", $"{after}, row {y}: {ScreenDescription.Row(terminal, y)}");
        }

        Assert.Equal(output.Length, written);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_one_by_one_show_the_same(string name)
    {
        var expectation = TerminalCorpus.Expectation(name);
        var (columns, rows) = (expectation.GetProperty("columns").GetInt32(), expectation.GetProperty("rows").GetInt32());
        var (whole, piecemeal) = (new TerminalEmulator(columns, rows), new TerminalEmulator(columns, rows));
        var output = TerminalCorpus.Output(name);
        whole.Write(output);
        for (var i = 0; i < output.Length; i++)
            piecemeal.Write(output.AsSpan(i, 1));
        Assert.Equal(ScreenDescription.Of(whole), ScreenDescription.Of(piecemeal));
    }

    [Fact]
    public void The_widths_of_characters_are_those_of_the_corpus()
    {
        var text = new StringBuilder("[[0,0]");
        var last = 0;
        for (var code = 0; code < 0x110000; code++)
        {
            if (CharacterWidth.Of(code) is var width && width != last)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $",\n[{code},{last = width}]");
        }

        var file = Path.Combine(TerminalCorpus.Folder, "widths.json");
        if (Environment.GetEnvironmentVariable("UPDATE_CORPUS") == "1")
            File.WriteAllText(file, text.Append("]\n").ToString());
        Assert.Equal(File.ReadAllText(file).TrimEnd(), text.ToString().TrimEnd(']', '\n') + "]]");
    }
}
