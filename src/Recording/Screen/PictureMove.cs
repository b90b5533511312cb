namespace Hindsight.Recording.Screen;

/// <summary>Moves a rectangle inside a picture, as a COPY record says.</summary>
internal static class PictureMove
{
    /// <summary>Applies a copy whose rectangles lie inside the picture; overlaps behave like memmove.</summary>
    public static void Apply(Span<uint> picture, int stride, in ScreenCopy copy)
    {
        var (target, rows) = (copy.Target, copy.Target.Height);
        var downwards = copy.SourceY < target.Y;
        for (var i = 0; i < rows; i++)
        {
            var row = downwards ? rows - 1 - i : i;
            var from = picture.Slice(((copy.SourceY + row) * stride) + copy.SourceX, target.Width);
            from.CopyTo(picture[(((target.Y + row) * stride) + target.X)..]);
        }
    }
}
