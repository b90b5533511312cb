using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Unit.Recording.Codec;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>The scenes of tests/Corpus/slc, each drawn from a fixed seed.</summary>
internal static class CorpusScenes
{
    public static readonly Dictionary<string, Func<ScreenScript>> All = new()
    {
        ["text"] = Text,
        ["photo"] = Photo,
        ["noisy-photo"] = NoisyPhoto,
        ["moved"] = Moved,
        ["scroll"] = Scroll,
        ["restart"] = Restart,
        ["keyframe"] = Keyframe,
        ["resize"] = Resize,
        ["pointer"] = Pointer,
        ["odd"] = Odd,
        ["strips"] = Strips,
        ["wrap"] = Wrap,
        ["handmade"] = Handmade,
        ["tiles"] = Tiles,
    };

    private static ScreenScript Text()
    {
        var script = ScreenScript.Start(480, 300, 1);
        var canvas = script.Canvas;
        canvas.Fill(canvas.Whole, 0x3A6EA5);
        canvas.Fill(new Rect(20, 20, 400, 250), 0xF0F0F0);
        canvas.Page(new Rect(24, 44, 390, 220));
        script.Encode();
        for (var i = 0; i < 40; i++)
        {
            // Typing, and a caret that blinks behind it.
            canvas.Text(30 + (7 * i), 250, 1);
            script.Encode();
            canvas.Fill(new Rect(38 + (7 * i), 250, 1, 12), i % 2 == 0 ? 0u : 0xFFFFFF);
            script.Encode();
        }

        canvas.Fill(new Rect(100, 60, 160, 120), 0xD0D0D0);
        canvas.Text(110, 70, 18, 0x0000C0, 0xD0D0D0);
        script.Encode();
        canvas.Page(new Rect(24, 44, 390, 220));
        script.Encode();
        return script;
    }

    private static ScreenScript Photo()
    {
        var script = ScreenScript.Start(240, 160, 2);
        var canvas = script.Canvas;
        canvas.Photo(canvas.Whole, 6);
        script.Encode();
        canvas.Noise(new Rect(17, 9, 60, 40));
        script.Encode();
        canvas.Palette(new Rect(100, 50, 64, 64), 5);
        canvas.Photo(new Rect(0, 120, 240, 40), 1);
        script.Encode();
        canvas.Photo(new Rect(3, 3, 31, 17), 30);
        script.Encode();
        return script;
    }

    private static ScreenScript NoisyPhoto()
    {
        // Large enough for messages with predictors, among them a keyframe's, and with a flat part.
        var script = ScreenScript.Start(272, 208, 21);
        var canvas = script.Canvas;
        canvas.Photo(canvas.Whole, 12);
        script.Encode();
        canvas.Photo(new Rect(37, 21, 190, 160), 9);
        canvas.Fill(new Rect(100, 100, 50, 20), 0x336699);
        script.Encode();
        script.Keyframe(3, 4, PointerShape.Default);
        canvas.Photo(new Rect(80, 10, 180, 150), 20);
        canvas.Text(20, 190, 30);
        script.Encode();
        return script;
    }

    private static ScreenScript Moved()
    {
        // Moves that no hint names: scrolls, a window, two at once.
        var script = ScreenScript.Start(640, 400, 22);
        var canvas = script.Canvas;
        canvas.Page(canvas.Whole);
        script.Encode();
        canvas.Move(0, 16, new Rect(0, 0, 640, 384));
        script.Encode();
        canvas.Move(0, 0, new Rect(0, 48, 300, 352));
        canvas.Move(320, 32, new Rect(320, 0, 320, 368));
        script.Encode();
        canvas.Photo(new Rect(100, 80, 250, 180), 3);
        script.Encode();
        canvas.Move(100, 80, new Rect(123, 69, 250, 180));
        script.Encode();
        return script;
    }

    private static ScreenScript Scroll()
    {
        var script = ScreenScript.Start(400, 240, 3);
        var canvas = script.Canvas;
        canvas.Page(canvas.Whole);
        script.Encode();
        for (var i = 0; i < 12; i++)
        {
            var hint = canvas.Move(0, 16, new Rect(0, 0, 400, 224));
            canvas.Fill(new Rect(0, 224, 400, 16), 0xFFFFFF);
            canvas.Text(4, 226, 10 + canvas.Next(40));
            script.Encode(hint);
        }

        // Two steps before one update, a window that is dragged, and a wrong hint.
        var steps = new[] { canvas.Move(0, 16, new Rect(0, 0, 400, 224)), canvas.Move(0, 16, new Rect(0, 0, 400, 224)) };
        script.Encode(steps);
        script.Encode(canvas.Move(40, 40, new Rect(53, 61, 150, 90)));
        canvas.Text(60, 70, 12);
        script.Encode(new ScreenCopy(0, 0, new Rect(60, 70, 90, 60)));
        return script;
    }

    private static ScreenScript Restart()
    {
        var script = ScreenScript.Start(320, 200, 4);
        var canvas = script.Canvas;
        canvas.Page(canvas.Whole);
        script.Encode();
        for (var i = 0; i < 3; i++)
        {
            script.Restart();
            canvas.Move(20, 16 * (i + 1), new Rect(10, 20, 280, 100));
            script.Encode();
            canvas.Text(30, 150, 30, 0xC00000);
            script.Encode();
        }

        return script;
    }

    private static ScreenScript Keyframe()
    {
        var script = new ScreenScript(320, 200, 5);
        var canvas = script.Canvas;
        script.Keyframe(10, 20, PointerShape.Default);
        canvas.Page(canvas.Whole);
        script.Encode();
        script.Keyframe(319, 199, ArrowShape(canvas));
        canvas.Move(0, 16, new Rect(0, 0, 320, 184));
        script.Encode();
        script.Keyframe(0, 0, PointerShape.Hidden);
        return script;
    }

    private static ScreenScript Resize()
    {
        var script = ScreenScript.Start(64, 48, 6);
        foreach (var (width, height) in new[] { (64, 48), (200, 100), (100, 200), (640, 30), (16, 16) })
        {
            script.Resize(width, height);
            script.Canvas.Page(script.Canvas.Whole);
            script.Encode();
        }

        return script;
    }

    private static ScreenScript Pointer()
    {
        var script = ScreenScript.Start(32, 32, 7);
        var shapes = new[]
        {
            ArrowShape(script.Canvas), PointerShape.Hidden, PointerShape.Default, new PointerShape(PointerKind.Shape, 1, 1, 0, 0, new uint[] { 0x80FF0000 }),
            new PointerShape(PointerKind.Shape, 384, 2, 383, 1, new uint[768]),
        };
        foreach (var shape in shapes)
        {
            var body = new System.Buffers.ArrayBufferWriter<byte>();
            PointerShapeBody.Write(shape, body);
            script.Append(RecordKind.PointerShape, body.WrittenSpan);
            script.Append(RecordKind.PointerMove, RecordStream.U16(script.Canvas.Next(32), script.Canvas.Next(32)));
        }

        return script;
    }

    private static ScreenScript Odd()
    {
        var script = ScreenScript.Start(1, 1, 8);
        foreach (var (width, height) in new[] { (1, 1), (1, 70), (70, 1), (2, 2), (17, 31), (33, 5), (263, 101) })
        {
            script.Resize(width, height);
            for (var i = 0; i < 8; i++)
            {
                var rectangle = script.Canvas.NextRect(i < 4 ? 1 : width, i < 4 ? 1 : height);
                script.Canvas.Palette(rectangle, 1 + (i % 4));
                script.Encode();
            }
        }

        return script;
    }

    private static ScreenScript Strips()
    {
        // Wider than a band's rows allow for, and more pixels than one message may have.
        var script = ScreenScript.Start(16384, 40, 9);
        script.Canvas.Fill(script.Canvas.Whole, 0x204060);
        for (var x = 0; x < 16000; x += 900)
            script.Canvas.Text(x, 3 + (x / 900), 12);
        script.Encode();
        script.Keyframe(16383, 39, PointerShape.Default);
        script.Resize(1100, 700);
        script.Canvas.Fill(script.Canvas.Whole, 0xE0E0E0);
        for (var y = 0; y < 660; y += 30)
            script.Canvas.Text(y, y, 20);
        script.Encode();
        script.Keyframe(1, 2, PointerShape.Hidden);
        script.Canvas.Move(0, 100, new Rect(200, 0, 900, 500));
        script.Encode();
        return script;
    }

    private static ScreenScript Wrap()
    {
        // 23 times 200000 pixels: the ring of 2^22 is filled, and matches reach back to its last lap.
        var script = ScreenScript.Start(500, 400, 10);
        var canvas = script.Canvas;
        var pages = new List<uint[]>();
        for (var i = 0; i < 23; i++)
        {
            var flat = (uint)canvas.Next();
            canvas.Fill(canvas.Whole, flat);
            if (i is < 3 or > 19)
            {
                if (i < 3)
                    canvas.Page(new Rect(40, 40, 300, 160));
                else
                    pages[i - 20].CopyTo(canvas.Pixels, 0);
            }

            pages.Add((uint[])canvas.Pixels.Clone());
            script.Encode();
        }

        return script;
    }

    private static ScreenScript Tiles()
    {
        // Two windows that cover each other in turn, a menu, a keyframe in between; tiles at the edges are small.
        var script = ScreenScript.Start(402, 250, 12);
        var canvas = script.Canvas;
        canvas.Page(canvas.Whole);
        var first = canvas.Pixels.ToArray();
        script.Encode();
        script.Wait(1000);
        canvas.Photo(new Rect(30, 20, 350, 230), 6);
        var second = canvas.Pixels.ToArray();
        script.Encode();
        for (var i = 0; i < 5; i++)
        {
            script.Wait(700);
            (i % 2 == 0 ? first : second).CopyTo(canvas.Pixels, 0);
            canvas.Damage.Add(canvas.Whole);
            script.Encode();
            if (i == 2)
                script.Keyframe(5, 5, PointerShape.Default);
            canvas.Fill(new Rect(100, 40, 120, 150), 0xD0D0D0);
            canvas.Text(110, 50, 12, 0x0000C0, 0xD0D0D0);
            script.Encode();
        }

        return script;
    }

    private static ScreenScript Handmade()
    {
        var script = new ScreenScript(1, 1, 11);
        foreach (var (message, width, height, _) in HandmadeMessages.All.Values)
        {
            script.Insert(RecordKind.Resize, RecordStream.U16(width, height));
            script.Insert(RecordKind.Pixels, [1, .. RecordStream.U16(0, 0, width, height), .. message]);
        }

        return script;
    }

    private static PointerShape ArrowShape(Canvas canvas)
    {
        var pixels = new uint[12 * 19];
        for (var y = 0; y < 19; y++)
        {
            for (var x = 0; x < Math.Min(12, 1 + (y / 2)); x++)
                pixels[(y * 12) + x] = x == 0 || x == y / 2 ? 0xFF000000 : 0xFFFFFFFF - (uint)canvas.Next(3);
        }

        return new PointerShape(PointerKind.Shape, 12, 19, 1, 2, pixels);
    }
}
