using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>A picture moved by a distance, beside the pixels that it should become.</summary>
internal readonly ref struct PictureShift(ReadOnlySpan<uint> source, int sourceStride, ReadOnlySpan<uint> picture, int width, int height, int moveX, int moveY)
{
    private readonly ReadOnlySpan<uint> _source = source;
    private readonly ReadOnlySpan<uint> _picture = picture;

    /// <summary>Pixels of the picture's row.</summary>
    public int Width => width;

    /// <summary>Columns to the right.</summary>
    public int X => moveX;

    /// <summary>Rows down.</summary>
    public int Y => moveY;

    /// <summary>The same pictures, moved by another distance.</summary>
    public PictureShift By(int x, int y) => new(_source, sourceStride, _picture, width, height, x, y);

    /// <summary>Whether the move makes a whole cell right.</summary>
    public bool Fits(int column, int row)
    {
        int x = column * CellGrid.Side, y = row * CellGrid.Side;
        int right = Math.Min(x + CellGrid.Side, width), bottom = Math.Min(y + CellGrid.Side, height);
        return IsInside(x, y, right, bottom) && AreaFits(x, y, right, bottom);
    }

    /// <summary>The move for a rectangle of cells. Adds rows and columns at the edges as long as they fit whole, up to a cell's side.</summary>
    public ScreenCopy Grow(Rect cells)
    {
        int x = cells.X * CellGrid.Side, y = cells.Y * CellGrid.Side;
        int right = Math.Min(cells.Right * CellGrid.Side, width), bottom = Math.Min(cells.Bottom * CellGrid.Side, height);
        for (var i = 1; i < CellGrid.Side && IsInside(x, y - 1, right, y) && AreaFits(x, y - 1, right, y); i++)
            y--;
        for (var i = 1; i < CellGrid.Side && IsInside(x, bottom, right, bottom + 1) && AreaFits(x, bottom, right, bottom + 1); i++)
            bottom++;
        for (var i = 1; i < CellGrid.Side && IsInside(x - 1, y, x, bottom) && AreaFits(x - 1, y, x, bottom); i++)
            x--;
        for (var i = 1; i < CellGrid.Side && IsInside(right, y, right + 1, bottom) && AreaFits(right, y, right + 1, bottom); i++)
            right++;
        return new ScreenCopy(x - moveX, y - moveY, new Rect(x, y, right - x, bottom - y));
    }

    private bool IsInside(int x, int y, int right, int bottom) =>
        x >= 0 && y >= 0 && right <= width && bottom <= height
        && x - moveX >= 0 && y - moveY >= 0 && right - moveX <= width && bottom - moveY <= height;

    private bool AreaFits(int x, int y, int right, int bottom) => RowComparer.AreSame(
        _source[((y * sourceStride) + x)..], sourceStride, _picture[(((y - moveY) * width) + x - moveX)..], width, right - x, bottom - y);
}
