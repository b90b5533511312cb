using System.Buffers;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>What comes back is drawn from kept tiles; the script checks every picture.</summary>
public sealed class TileTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 12).Select(i => (ulong)i)];

    [Fact]
    public void A_window_that_is_raised_again_is_drawn_and_not_coded()
    {
        using var script = Desktop(out var first);
        script.Canvas.Photo(script.Canvas.Whole, 4);
        var second = script.Canvas.Pixels.ToArray();
        script.Encode();
        script.Wait(TileMemory.Rest);

        Show(script.Canvas, first, script.Canvas.Whole);
        var update = script.Encode();
        Assert.Equal(new ScreenUpdate(0, 640 * 400, update.Bytes), update);
        Assert.Equal([RecordKind.TileSave, RecordKind.TileDraw], LastKinds(script));
        Assert.InRange(update.Bytes, 1, 200);
        script.Wait(TileMemory.Rest);

        // From now on both are kept.
        Show(script.Canvas, second, script.Canvas.Whole);
        Assert.InRange(script.Encode().Bytes, 1, 120);
        Assert.Equal([RecordKind.TileDraw], LastKinds(script));
    }

    [Theory]
    [InlineData(70, 33, 300, 200)]
    [InlineData(331, 207, 309, 193)]
    [InlineData(5, 5, 90, 90)]
    public void A_menu_that_closes_gives_back_what_it_covered(int x, int y, int width, int height)
    {
        using var script = Desktop(out var before);
        script.Canvas.Photo(new Rect(x, y, width, height), 9);
        script.Encode();
        Show(script.Canvas, before, new Rect(x, y, width, height));
        var update = script.Encode();
        Assert.True(update.DamagedPixels <= width * height / 4, $"{update}");
        Assert.Contains(RecordKind.TileDraw, LastKinds(script));
    }

    [Fact]
    public void What_never_rests_is_not_kept()
    {
        using var script = ScreenScript.Start(640, 400, 3);
        for (var i = 0; i < 40; i++)
        {
            script.Canvas.Noise(script.Canvas.Whole);
            script.Encode();
        }

        Assert.DoesNotContain(RecordKind.TileSave, RecordStream.Read(script.Bytes.Span).Select(r => r.Kind));
    }

    [Fact]
    public void More_pages_than_there_is_room_for_are_shown_all_the_same()
    {
        using var script = ScreenScript.Start(640, 400, 4);
        var pages = new List<uint[]>();
        for (var i = 0; i < 60; i++)
        {
            if (i % 3 == 2)
                Show(script.Canvas, pages[script.Canvas.Next(pages.Count)], script.Canvas.NextRect(640, 400));
            else
                script.Canvas.Page(script.Canvas.Whole);
            pages.Add(script.Canvas.Pixels.ToArray());
            script.Encode();
            script.Wait(TileMemory.Rest);
        }

        Assert.InRange(Saved(script), TileFormat.Slots + 1, 60 * 70);
    }

    [Fact]
    public void A_restart_forgets_the_tiles()
    {
        using var script = Desktop(out var first);
        script.Canvas.Photo(script.Canvas.Whole, 4);
        script.Encode();
        script.Restart();
        Show(script.Canvas, first, script.Canvas.Whole);
        script.Encode();
        Assert.DoesNotContain(RecordKind.TileDraw, LastKinds(script));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whoever_begins_at_a_keyframe_sees_what_the_others_see(ulong seed)
    {
        var dice = new Canvas(1, 1, seed);
        using var script = ScreenScript.Start(100 + dice.Next(500), 100 + dice.Next(300), seed);
        var canvas = script.Canvas;
        var shown = new List<uint[]>();
        for (var step = 0; step < 50; step++)
        {
            if (step % 16 == 7)
                script.Keyframe(0, 0, PointerShape.Default);
            var area = canvas.NextRect(canvas.Width, canvas.Height);
            switch (dice.Next(5))
            {
                case 0:
                    canvas.Page(area);
                    break;
                case 1:
                    canvas.Photo(area, 5);
                    break;
                case 2:
                    script.Encode(canvas.Move(canvas.Next(canvas.Width - area.Width + 1), canvas.Next(canvas.Height - area.Height + 1), area));
                    break;
                default:
                    if (shown.Count > 0)
                        Show(canvas, shown[dice.Next(shown.Count)], dice.Next(2) == 0 ? canvas.Whole : area);
                    break;
            }

            script.Encode();
            shown.Add(canvas.Pixels.ToArray());
            script.Wait(dice.Next(2 * TileMemory.Rest));
        }

        var records = RecordStream.Read(script.Bytes.Span);
        Assert.Contains(RecordKind.TileDraw, records.Select(r => r.Kind));
        foreach (var start in Enumerable.Range(0, records.Count).Where(i => records[i].Kind == RecordKind.Keyframe))
        {
            var joined = new ScreenDecoder();
            foreach (var (kind, body) in records.Skip(start))
                joined.Apply(kind, body);
            Assert.True(joined.Picture.SequenceEqual(canvas.Pixels));
        }
    }

    [Fact]
    public void Keeping_and_drawing_tiles_allocates_nothing()
    {
        var canvas = new Canvas(640, 400, 5);
        using var encoder = new ScreenEncoder(640, 400);
        var batch = new RecordBatch();
        var pages = Enumerable.Range(0, 3).Select(_ => { canvas.Page(canvas.Whole); return canvas.Pixels.ToArray(); }).ToArray();
        Rect[] damage = [canvas.Whole];
        var time = 0L;
        Measure();
        Measure();
        Assert.Equal(0, Measure());

        long Measure()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var step = 0; step < 12; step++)
            {
                batch.Begin(time += 2 * TileMemory.Rest);
                encoder.Encode(pages[step % 3], 640, damage, default, batch);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static ScreenScript Desktop(out uint[] shown)
    {
        var script = ScreenScript.Start(640, 400, 78);
        script.Canvas.Page(script.Canvas.Whole);
        shown = script.Canvas.Pixels.ToArray();
        script.Encode();
        script.Wait(TileMemory.Rest);
        return script;
    }

    private static void Show(Canvas canvas, uint[] picture, Rect area)
    {
        for (var y = area.Y; y < area.Bottom; y++)
            picture.AsSpan((y * canvas.Width) + area.X, area.Width).CopyTo(canvas.Pixels.AsSpan((y * canvas.Width) + area.X));
        canvas.Damage.Add(area);
    }

    private static List<RecordKind> LastKinds(ScreenScript script) => [.. script.LastBatch.Select(r => r.Kind)];

    private static int Saved(ScreenScript script)
    {
        var tiles = 0;
        foreach (var (_, body) in RecordStream.Read(script.Bytes.Span).Where(r => r.Kind == RecordKind.TileSave))
        {
            var reader = new BodyReader(body);
            for (var runs = reader.ReadVarint(); runs > 0; runs--)
            {
                reader.ReadVarint();
                reader.ReadVarint();
                reader.ReadVarint();
                tiles += (int)reader.ReadVarint();
            }
        }

        return tiles;
    }
}
