namespace Hindsight.Recording.Screen;

/// <summary>A rectangle of pixels, in screen coordinates. Width and height are at least 1 in every stored rectangle.</summary>
public readonly record struct Rect(int X, int Y, int Width, int Height)
{
    /// <summary>The first column to the right of the rectangle.</summary>
    public int Right => X + Width;

    /// <summary>The first row below the rectangle.</summary>
    public int Bottom => Y + Height;

    /// <summary>Pixels in the rectangle.</summary>
    public long Area => (long)Width * Height;

    /// <summary>Whether the rectangle is not empty and lies wholly inside a screen of the given size.</summary>
    public bool IsInside(int width, int height) =>
        X >= 0 && Y >= 0 && Width > 0 && Height > 0 && X <= width - Width && Y <= height - Height;

    /// <summary>The part inside a screen of the given size; false if there is none. The numbers may be any.</summary>
    public bool TryClip(int width, int height, out Rect inside)
    {
        long left = Math.Max(0, X), top = Math.Max(0, Y);
        var right = Math.Min((long)X + Width, width);
        var bottom = Math.Min((long)Y + Height, height);
        inside = right > left && bottom > top ? new Rect((int)left, (int)top, (int)(right - left), (int)(bottom - top)) : default;
        return inside.Width > 0;
    }
}
