using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>Copy hints: the right ones save bytes, and none of them can do harm.</summary>
public sealed class CopyHintTests
{
    [Fact]
    public void A_scroll_costs_its_new_line_only()
    {
        using var script = Terminal();
        var hint = ScrollLine(script.Canvas);
        var update = script.Encode(hint);
        Assert.Equal(640 * 384, update.CopiedPixels);
        Assert.InRange(update.DamagedPixels, 1, 640 * 32);
        Assert.Equal([RecordKind.Copy, RecordKind.Pixels], LastKinds(script));
    }

    [Fact]
    public void Steps_of_one_scroll_become_one_copy()
    {
        using var script = Terminal();
        var hints = Enumerable.Range(0, 20).Select(_ => ScrollLine(script.Canvas)).ToArray();
        var update = script.Encode(hints);
        Assert.Equal(640 * (400 - 320), update.CopiedPixels);
        Assert.Equal([RecordKind.Copy, RecordKind.Pixels], LastKinds(script));
    }

    [Fact]
    public void A_scroll_over_the_whole_screen_leaves_nothing_to_copy()
    {
        using var script = Terminal();
        var hints = Enumerable.Range(0, 60).Select(_ => ScrollLine(script.Canvas)).ToArray();
        Assert.Equal(0, script.Encode(hints).CopiedPixels);
    }

    [Fact]
    public void Moves_that_build_on_each_other_are_applied_in_order()
    {
        using var script = Terminal();
        var first = script.Canvas.Move(0, 0, new Rect(200, 200, 200, 100));
        var second = script.Canvas.Move(200, 200, new Rect(400, 10, 200, 100));
        var update = script.Encode(first, second);
        Assert.Equal(2 * 200 * 100, update.CopiedPixels);
        Assert.Equal(0, update.DamagedPixels);
    }

    [Fact]
    public void A_right_hint_among_wrong_ones_is_used()
    {
        using var script = Terminal();
        var right = script.Canvas.Move(0, 32, new Rect(0, 0, 640, 200));
        var update = script.Encode(new ScreenCopy(300, 300, new Rect(0, 0, 300, 100)), right, new ScreenCopy(0, 0, new Rect(50, 20, 500, 150)));
        Assert.Equal(640 * 200, update.CopiedPixels);
        Assert.Equal(0, update.DamagedPixels);
    }

    [Fact]
    public void A_hint_for_what_is_there_already_is_not_used()
    {
        using var script = ScreenScript.Start(100, 100, 1);
        script.Canvas.Fill(new Rect(0, 0, 10, 10), 0x00FF00);
        Assert.Equal(0, script.Encode(new ScreenCopy(30, 30, new Rect(50, 50, 40, 40))).CopiedPixels);
    }

    [Fact]
    public void Hints_with_any_numbers_are_harmless()
    {
        using var script = Terminal();
        int[] numbers = [int.MinValue, int.MinValue + 1, -70000, -1, 0, 1, 17, 639, 640, 70000, int.MaxValue - 1, int.MaxValue];
        for (var round = 0; round < 60; round++)
        {
            int Any() => numbers[script.Canvas.Next(numbers.Length)];
            var hints = Enumerable.Range(0, 50).Select(_ => new ScreenCopy(Any(), Any(), new Rect(Any(), Any(), Any(), Any()))).ToArray();
            script.Canvas.Text(script.Canvas.Next(500), script.Canvas.Next(380), 5);
            script.Encode(hints);
        }
    }

    [Fact]
    public void Together_the_moves_of_a_record_stay_within_four_pictures()
    {
        using var script = Terminal();
        var hints = new List<ScreenCopy>();
        for (var i = 0; i < 40; i++)
            hints.Add(script.Canvas.Move(0, i % 2 == 0 ? 1 : 0, new Rect(0, i % 2 == 0 ? 0 : 1, 640, 399)));
        script.Canvas.Move(0, 20, new Rect(0, 0, 640, 380));
        Assert.InRange(script.Encode([.. hints]).CopiedPixels, 0, 4 * 640 * 400);
    }

    private static ScreenScript Terminal()
    {
        var script = ScreenScript.Start(640, 400, 3);
        script.Canvas.Page(script.Canvas.Whole);
        script.Encode();
        return script;
    }

    private static ScreenCopy ScrollLine(Canvas canvas)
    {
        var hint = canvas.Move(0, 16, new Rect(0, 0, 640, 384));
        canvas.Fill(new Rect(0, 384, 640, 16), 0xFFFFFF);
        canvas.Text(4, 386, 80);
        return hint;
    }

    private static RecordKind[] LastKinds(ScreenScript script)
    {
        var shown = script.Pictures[^2].After;
        return [.. RecordStream.Read(script.Bytes.Span).Skip(shown).Select(r => r.Kind)];
    }
}
