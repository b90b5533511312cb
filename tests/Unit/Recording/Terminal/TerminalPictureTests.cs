using System.Globalization;
using System.Text;
using Hindsight.Recording.Terminal;
using Xunit;

namespace Hindsight.Unit.Recording.Terminal;

public sealed class TerminalPictureTests
{
    [Fact]
    public void A_terminal_that_is_sent_the_differences_shows_the_same()
    {
        foreach (var name in TerminalCorpus.Names)
        {
            var (recorded, shown) = (new TerminalEmulator(40, 10), new TerminalEmulator(40, 10));
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            var picture = new TerminalPicture(text);
            foreach (var part in TerminalCorpus.Output(name).Chunk(97))
            {
                recorded.Write(part);
                picture.Show(recorded, 40, 10);
                shown.Write(Encoding.UTF8.GetBytes(text.ToString()));
                text.GetStringBuilder().Clear();
                for (var i = 0; i < 400; i++)
                    Assert.True(Look(recorded, i % 40, i / 40) == Look(shown, i % 40, i / 40), $"{name}: {i % 40}, {i / 40}: {Look(recorded, i % 40, i / 40)} is not {Look(shown, i % 40, i / 40)}");
                Assert.Equal(recorded.Modes.CursorHidden, shown.Modes.CursorHidden);
                if (!recorded.Modes.CursorHidden)
                    Assert.Equal((Math.Min(recorded.CursorX, 39), recorded.CursorY), (shown.CursorX, shown.CursorY));
            }
        }
    }

    [Fact]
    public void What_has_no_room_is_left_out_and_nothing_else_passes()
    {
        var recorded = new TerminalEmulator(40, 10);
        recorded.Write("\e]52;c;c2VjcmV0\a\e[5n\e[c\e[?1000hleft\e[1;38Hright\e[9;1Hbelow\e[1;5H漢"u8);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new TerminalPicture(text).Show(recorded, 5, 3);
        Assert.Matches("^(\\e\\[[0-9;?:]*[HJmhlq]|\\e\\[0 q|[a-z ])*$", text.ToString());
        Assert.Contains("left", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("below", text.ToString(), StringComparison.Ordinal);
    }

    private static (string, CellStyle) Look(TerminalEmulator terminal, int x, int y)
    {
        var (text, _, style) = terminal[x, y];

        // A blank that is printed looks like one that never was.
        return (text.TrimStart(' '), style.With(CellFlags.Protected, false));
    }
}
