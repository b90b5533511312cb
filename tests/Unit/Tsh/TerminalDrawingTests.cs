using System.Text;
using Hindsight.Recording.Terminal;
using Hindsight.Tsh.Video;
using Xunit;

namespace Hindsight.Unit.Tsh;

/// <summary>The pictures of terminals in videos.</summary>
public sealed class TerminalDrawingTests
{
    [Theory]
    [InlineData(80, 24, 2)]
    [InlineData(100, 30, 2)]
    [InlineData(132, 50, 1)]
    [InlineData(1000, 131, 1)]
    public void Small_terminals_are_enlarged_by_a_whole_number(int columns, int rows, int scale) =>
        Assert.Equal((((columns * 9) + 8) * scale, ((rows * 18) + 8) * scale), TerminalDrawing.For(columns, rows).SizeOf(columns, rows));

    [Fact]
    public void Every_cell_is_where_it_must_be_in_its_colours()
    {
        var picture = Draw("\e[41m \e[48;2;1;2;3m \e[0;7m \e[0m\e[38;5;196mX\e[0m\e[2;1H\e[8;37mhidden\e[0m");
        Assert.Equal(0xFFF47067u, At(picture, 0, 0));
        Assert.Equal(0xFF010203u, At(picture, 1, 0));
        Assert.Equal(TerminalColors.Foreground, At(picture, 2, 0));
        Assert.Equal([TerminalColors.Background, 0xFFFF0000u], Cell(picture, 3, 0).Distinct().Order());
        Assert.Equal([TerminalColors.Background], Enumerable.Range(0, 6).SelectMany(x => Cell(picture, x, 1)).Distinct());
        Assert.Equal([TerminalColors.Cursor], Cell(picture, 6, 1).Distinct());
        Assert.Equal([TerminalColors.Background], Enumerable.Range(0, 20).Select(x => picture[x]).Distinct());
    }

    [Fact]
    public void Letters_of_all_kinds_have_a_shape_and_what_has_none_is_a_box()
    {
        var seen = new Dictionary<string, string>();
        foreach (var text in (string[])["a", "ß", "Ж", "λ", "│", "█", "✓", "日", "한", "é", "e\u0301", "\U0001F600", "\e[1mA\e[0m", "\e[3mA\e[0m", "A", "\e[4mA\e[0m", "\e[9mA\e[0m"])
        {
            var picture = Draw("\e[?25l" + text);
            seen[text] = string.Concat(Cell(picture, 0, 0).Concat(Cell(picture, 1, 0)).Select(p => p == TerminalColors.Background ? '.' : '#'));
            Assert.Contains('#', seen[text]);
        }

        Assert.Equal(seen.Count, seen.Values.Distinct().Count());
        Assert.Equal(Draw("\e[?25l\U0001F600"), Draw("\e[?25l\U0001F680"));
    }

    [Fact]
    public void Hostile_output_never_leaves_the_picture()
    {
        foreach (var name in Recording.Terminal.TerminalCorpus.Names)
        {
            var terminal = new TerminalEmulator(20, 5);
            terminal.Write(Recording.Terminal.TerminalCorpus.Output(name));
            var (width, height) = new TerminalDrawing(1).SizeOf(20, 5);
            var picture = new uint[(width + 6) * (height + 4)];
            new TerminalDrawing(1).Draw(terminal, picture, width + 6, 3, 2, cursor: true);
            for (var i = 0; i < picture.Length; i++)
            {
                var isInside = i % (width + 6) is var x && x >= 3 && x < width + 3 && i / (width + 6) is var y && y >= 2 && y < height + 2;
                Assert.Equal(isInside, picture[i] != 0);
            }
        }
    }

    private static uint[] Draw(string output)
    {
        var terminal = new TerminalEmulator(10, 3);
        terminal.Write(Encoding.UTF8.GetBytes(output));
        var (width, height) = new TerminalDrawing(1).SizeOf(10, 3);
        var picture = new uint[width * height];
        new TerminalDrawing(1).Draw(terminal, picture, width, 0, 0, cursor: true);
        return picture;
    }

    private static IEnumerable<uint> Cell(uint[] picture, int x, int y) =>
        from row in Enumerable.Range(0, 18) from column in Enumerable.Range(0, 9) select picture[((4 + (y * 18) + row) * 98) + 4 + (x * 9) + column];

    private static uint At(uint[] picture, int x, int y) => Cell(picture, x, y).First();
}
