using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>Moves found in the pixels, without any hint; the script checks every picture.</summary>
public sealed class CopySearchTests
{
    [Theory]
    [InlineData(0, -16)]
    [InlineData(0, 48)]
    [InlineData(-7, 0)]
    [InlineData(23, -11)]
    public void A_scrolled_page_is_moved_and_only_what_is_new_is_coded(int moveX, int moveY)
    {
        using var script = Page();
        var area = new Rect(0, 0, 640, 400);
        Shift(script.Canvas, area, moveX, moveY);
        var update = script.Encode();
        Assert.InRange(update.CopiedPixels, 640 * 400 * 6 / 10, 640 * 400);
        Assert.InRange(update.DamagedPixels, 0, 640 * 400 / 3);
    }

    [Fact]
    public void Two_areas_that_move_differently_are_both_found()
    {
        using var script = Page();
        Shift(script.Canvas, new Rect(0, 0, 320, 400), 0, 32);
        Shift(script.Canvas, new Rect(320, 0, 320, 400), 0, -48);
        var update = script.Encode();
        Assert.InRange(update.CopiedPixels, 640 * 300, 640 * 400);
    }

    [Fact]
    public void A_search_after_a_hint_moves_only_what_a_reader_has()
    {
        using var script = Page();
        var hint = script.Canvas.Move(100, 40, new Rect(300, 200, 200, 120));
        script.Canvas.Text(310, 210, 9);
        script.Canvas.Move(300, 190, new Rect(20, 10, 220, 140));
        script.Encode(hint);
    }

    [Fact]
    public void What_did_not_move_is_not_searched_into_a_copy()
    {
        using var script = Page();
        script.Canvas.Noise(script.Canvas.Whole);
        Assert.Equal(0, script.Encode().CopiedPixels);
    }

    private static ScreenScript Page()
    {
        var script = ScreenScript.Start(640, 400, 77);
        script.Canvas.Page(script.Canvas.Whole);
        script.Encode();
        return script;
    }

    /// <summary>Moves an area's content by a distance and leaves the rest of it as it was.</summary>
    private static void Shift(Canvas canvas, Rect area, int moveX, int moveY)
    {
        int x = area.X + Math.Max(0, -moveX), y = area.Y + Math.Max(0, -moveY);
        var target = new Rect(x + moveX, y + moveY, area.Width - Math.Abs(moveX), area.Height - Math.Abs(moveY));
        canvas.Move(x, y, target);
    }
}
