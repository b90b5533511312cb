using System.Numerics;
using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Which 16-pixel cells of a picture changed in one update, and which of their columns (low half of a mask) and rows
/// (high half). The last cells of a row or column may reach past the picture; their masks don't.
/// </summary>
internal sealed class CellGrid
{
    /// <summary>Pixels of a cell's side.</summary>
    public const int Side = RowComparer.Cell;

    private readonly int _pictureWidth;
    private readonly int _pictureHeight;
    private readonly uint[] _masks;

    /// <summary>Creates the grid of a picture.</summary>
    public CellGrid(int pictureWidth, int pictureHeight)
    {
        (_pictureWidth, _pictureHeight) = (pictureWidth, pictureHeight);
        Width = (pictureWidth + Side - 1) / Side;
        Height = (pictureHeight + Side - 1) / Side;
        _masks = new uint[Width * Height];
        Clear();
    }

    /// <summary>Cells in a row.</summary>
    public int Width { get; }

    /// <summary>Cells in a column.</summary>
    public int Height { get; }

    /// <summary>The first row of cells that may have changed.</summary>
    public int Top { get; private set; }

    /// <summary>The row of cells behind the last that may have changed.</summary>
    public int Bottom { get; private set; }

    /// <summary>The masks of a row of cells.</summary>
    public ReadOnlySpan<uint> Row(int row) => _masks.AsSpan(row * Width, Width);

    /// <summary>Takes the pixels of a rectangle over into the picture and notes what changed.</summary>
    public void Take(ReadOnlySpan<uint> source, int sourceStride, Span<uint> picture, Rect rectangle)
    {
        Top = Math.Min(Top, rectangle.Y / Side);
        Bottom = Math.Max(Bottom, ((rectangle.Bottom - 1) / Side) + 1);
        for (var y = rectangle.Y; y < rectangle.Bottom; y++)
        {
            RowComparer.Take(
                source.Slice((y * sourceStride) + rectangle.X, rectangle.Width),
                picture.Slice((y * _pictureWidth) + rectangle.X, rectangle.Width),
                rectangle.X,
                _masks.AsSpan((y / Side * Width) + (rectangle.X / Side)),
                y % Side);
        }
    }

    /// <summary>The pixels of all cells that changed.</summary>
    public long ChangedPixels()
    {
        long pixels = 0;
        for (var row = Top; row < Bottom; row++)
        {
            var height = Math.Min(Side, _pictureHeight - (row * Side));
            var masks = Row(row);
            for (var column = 0; column < Width; column++)
            {
                if (masks[column] != 0)
                    pixels += height * Math.Min(Side, _pictureWidth - (column * Side));
            }
        }

        return pixels;
    }

    /// <summary>The smallest rectangle of pixels around all changes in a rectangle of cells whose edges hold changes.</summary>
    public Rect Trim(Rect cells)
    {
        uint left = 0, right = 0, top = 0, bottom = 0;
        for (var row = cells.Y; row < cells.Bottom; row++)
        {
            left |= _masks[(row * Width) + cells.X];
            right |= _masks[(row * Width) + cells.Right - 1];
        }

        for (var column = cells.X; column < cells.Right; column++)
        {
            top |= _masks[(cells.Y * Width) + column];
            bottom |= _masks[((cells.Bottom - 1) * Width) + column];
        }

        var x = (cells.X * Side) + BitOperations.TrailingZeroCount(left);
        var y = (cells.Y * Side) + BitOperations.TrailingZeroCount(top >> Side);
        var endX = ((cells.Right - 1) * Side) + BitOperations.Log2(right & 0xFFFF) + 1;
        var endY = ((cells.Bottom - 1) * Side) + BitOperations.Log2(bottom >> Side) + 1;
        return new Rect(x, y, endX - x, endY - y);
    }

    /// <summary>Forgets all changes.</summary>
    public void Clear()
    {
        if (Bottom > Top)
            _masks.AsSpan(Top * Width, (Bottom - Top) * Width).Clear();
        (Top, Bottom) = (Height, 0);
    }
}
