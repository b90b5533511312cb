using Hindsight.Recording.Screen;

namespace Hindsight.Tsh.Video;

/// <summary>Draws the pointer where the person had it.</summary>
internal static class PointerPicture
{
    /// <summary>The arrow of a viewer that was told to use its own: X is its edge, a dot its inside.</summary>
    private static readonly string[] Arrow =
    [
        "X           ", "XX          ", "X.X         ", "X..X        ", "X...X       ", "X....X      ", "X.....X     ", "X......X    ",
        "X.......X   ", "X........X  ", "X.....XXXXX ", "X..X..X     ", "X.X X..X    ", "XX  X..X    ", "X    X..X   ", "     X..X   ", "      XX    ",
    ];

    private static readonly PointerShape ArrowShape = Draw(Arrow);

    /// <summary>Draws it inside the screen's part of the picture.</summary>
    internal static void Draw(Span<uint> picture, int stride, in Rect screen, ScreenDecoder decoder)
    {
        var shape = decoder.PointerShape.Kind == PointerKind.Default ? ArrowShape : decoder.PointerShape;
        if (shape.Kind == PointerKind.Hidden)
            return;
        var (left, top) = (decoder.PointerX - shape.HotX, decoder.PointerY - shape.HotY);
        var pixels = shape.Pixels.Span;
        for (var y = Math.Max(0, -top); y < shape.Height && top + y < screen.Height; y++)
        {
            for (var x = Math.Max(0, -left); x < shape.Width && left + x < screen.Width; x++)
            {
                ref var below = ref picture[(screen.Y + top + y) * stride + screen.X + left + x];
                below = Blend(pixels[y * shape.Width + x], below);
            }
        }
    }

    private static uint Blend(uint above, uint below)
    {
        var alpha = above >> 24;
        if (alpha is 0 or 255)
            return alpha == 0 ? below : above;
        uint Mix(int shift) => (((above >> shift & 0xFF) * alpha + (below >> shift & 0xFF) * (255 - alpha)) / 255) << shift;
        return 0xFF000000 | Mix(16) | Mix(8) | Mix(0);
    }

    private static PointerShape Draw(string[] rows) =>
        new(PointerKind.Shape, rows[0].Length, rows.Length, 0, 0, rows.SelectMany(r => r).Select(c => c switch { 'X' => 0xFF000000u, '.' => 0xFFFFFFFFu, _ => 0u }).ToArray());
}
