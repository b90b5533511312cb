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
        Include(rectangle);
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

    /// <summary>Notes the cells in which a rectangle's pixels differ from the picture, which stays as it is. Their masks say no more.</summary>
    public void Compare(ReadOnlySpan<uint> source, int sourceStride, ReadOnlySpan<uint> picture, Rect rectangle)
    {
        Include(rectangle);
        for (var y = rectangle.Y; y < rectangle.Bottom; y++)
        {
            RowComparer.Compare(
                source.Slice((y * sourceStride) + rectangle.X, rectangle.Width),
                picture.Slice((y * _pictureWidth) + rectangle.X, rectangle.Width),
                rectangle.X,
                _masks.AsSpan((y / Side * Width) + (rectangle.X / Side)));
        }
    }

    /// <summary>As <see cref="Take(ReadOnlySpan{uint}, int, Span{uint}, Rect)"/>, but only for those parts of the rectangle that lie in marked cells of another grid, if there is one.</summary>
    public void Take(ReadOnlySpan<uint> source, int sourceStride, Span<uint> picture, Rect rectangle, CellGrid? marked)
    {
        if (marked is null)
        {
            Take(source, sourceStride, picture, rectangle);
            return;
        }

        int left = rectangle.X / Side, right = ((rectangle.Right - 1) / Side) + 1;
        for (var row = rectangle.Y / Side; row <= (rectangle.Bottom - 1) / Side; row++)
        {
            int y = Math.Max(rectangle.Y, row * Side), bottom = Math.Min(rectangle.Bottom, (row + 1) * Side);
            var masks = marked.Row(row);
            for (var column = left; column < right; column++)
            {
                var first = column;
                while (column < right && masks[column] != 0)
                    column++;
                if (column == first)
                    continue;
                int x = Math.Max(rectangle.X, first * Side), end = Math.Min(rectangle.Right, column * Side);
                Take(source, sourceStride, picture, new Rect(x, y, end - x, bottom - y));
            }
        }
    }

    /// <summary>Hands a cell's changes over to another grid of the same picture.</summary>
    public void MoveTo(CellGrid other, int column, int row)
    {
        ref var mask = ref _masks[(row * Width) + column];
        other._masks[(row * Width) + column] |= mask;
        mask = 0;
        (other.Top, other.Bottom) = (Math.Min(other.Top, row), Math.Max(other.Bottom, row + 1));
    }

    /// <summary>Hands all changes over to another grid of the same picture.</summary>
    public void MoveTo(CellGrid other)
    {
        for (var row = Top; row < Bottom; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                if (_masks[(row * Width) + column] != 0)
                    MoveTo(other, column, row);
            }
        }

        (Top, Bottom) = (Height, 0);
    }

    /// <summary>Unmarks the cells that lie wholly in a rectangle.</summary>
    public void Unmark(Rect rectangle)
    {
        int left = (rectangle.X + Side - 1) / Side, right = rectangle.Right == _pictureWidth ? Width : rectangle.Right / Side;
        int top = (rectangle.Y + Side - 1) / Side, bottom = rectangle.Bottom == _pictureHeight ? Height : rectangle.Bottom / Side;
        for (var row = top; row < bottom && left < right; row++)
            _masks.AsSpan((row * Width) + left, right - left).Clear();
    }

    /// <summary>A bit for each marked cell of a tile (<see cref="TileFormat.AllCells"/>).</summary>
    public int TileCells(int column, int row)
    {
        const int Cells = TileFormat.CellsPerSide;
        var found = 0;
        int left = column * Cells, width = Math.Min(Cells, Width - left);
        for (var y = Math.Max(Top, row * Cells); y < Math.Min(Bottom, (row + 1) * Cells); y++)
        {
            var masks = _masks.AsSpan((y * Width) + left, width);
            for (var x = 0; x < masks.Length; x++)
                found |= masks[x] != 0 ? 1 << (((y - (row * Cells)) * Cells) + x) : 0;
        }

        return found;
    }

    /// <summary>Unmarks some cells of a tile.</summary>
    public void Unmark(int column, int row, int tileCells)
    {
        const int Cells = TileFormat.CellsPerSide;
        for (; tileCells != 0; tileCells &= tileCells - 1)
        {
            var cell = BitOperations.TrailingZeroCount(tileCells);
            _masks[(((row * Cells) + (cell / Cells)) * Width) + (column * Cells) + (cell % Cells)] = 0;
        }
    }

    /// <summary>How many cells are marked.</summary>
    public int CountChanged()
    {
        var count = 0;
        foreach (var mask in _masks.AsSpan(Top * Width, Math.Max(0, Bottom - Top) * Width))
            count += mask != 0 ? 1 : 0;
        return count;
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

    private void Include(Rect rectangle)
    {
        Top = Math.Min(Top, rectangle.Y / Side);
        Bottom = Math.Max(Bottom, ((rectangle.Bottom - 1) / Side) + 1);
    }
}
