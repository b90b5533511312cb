using System.Numerics;
using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Tiles kept for later: docs/FORMAT.md, "Tiles". Both sides hold one and change it alike, and both empty it at a
/// KEYFRAME, RESTART and RESIZE. 16 MiB from the first kept tile on, resident as far as slots were used.
/// </summary>
internal sealed class TileStore
{
    private const int TilePixels = TileFormat.Side * TileFormat.Side;

    // What each slot's tile measures; 0 is an empty slot.
    private readonly (byte Width, byte Height)[] _sizes = new (byte, byte)[TileFormat.Slots];
    private uint[] _pixels = [];

    /// <summary>Empties all slots.</summary>
    public void Clear() => Array.Clear(_sizes);

    /// <summary>Keeps a tile of the picture.</summary>
    public void Save(int slot, ReadOnlySpan<uint> picture, int stride, Rect tile)
    {
        if (_pixels.Length == 0)
            _pixels = GC.AllocateUninitializedArray<uint>(TileFormat.Slots * TilePixels);
        var target = _pixels.AsSpan(slot * TilePixels, TilePixels);
        for (var y = 0; y < tile.Height; y++)
            picture.Slice(((tile.Y + y) * stride) + tile.X, tile.Width).CopyTo(target[(y * TileFormat.Side)..]);
        _sizes[slot] = ((byte)tile.Width, (byte)tile.Height);
    }

    /// <summary>Whether a slot holds a tile of this size.</summary>
    public bool Fits(int slot, Rect tile) => _sizes[slot] == ((byte)tile.Width, (byte)tile.Height);

    /// <summary>Draws cells of a kept tile and returns their pixels. The tile has the kept one's size.</summary>
    public long Draw(int slot, int cells, Span<uint> picture, int stride, Rect tile)
    {
        long pixels = 0;
        foreach (var (x, y, width, height) in new Parts(cells, tile.Width, tile.Height))
        {
            for (var row = y; row < y + height; row++)
                Row(slot, x, row, width).CopyTo(picture[(((tile.Y + row) * stride) + tile.X + x)..]);
            pixels += width * height;
        }

        return pixels;
    }

    /// <summary>Which of some cells of a kept tile are what the source has at a tile's place. Both have the same size.</summary>
    public int Matching(int slot, int cells, ReadOnlySpan<uint> source, int stride, Rect tile)
    {
        var matching = 0;
        for (var rest = cells; rest != 0; rest &= rest - 1)
        {
            var cell = BitOperations.TrailingZeroCount(rest);
            int x = cell % TileFormat.CellsPerSide * CellGrid.Side, y = cell / TileFormat.CellsPerSide * CellGrid.Side;
            if (x >= tile.Width || y >= tile.Height || IsSame(slot, x, y, source, stride, tile))
                matching |= 1 << cell;
        }

        return matching;
    }

    private bool IsSame(int slot, int x, int y, ReadOnlySpan<uint> source, int stride, Rect tile) => RowComparer.AreSame(
        source[(((tile.Y + y) * stride) + tile.X + x)..],
        stride,
        _pixels.AsSpan((slot * TilePixels) + (y * TileFormat.Side) + x, TilePixels - (y * TileFormat.Side) - x),
        TileFormat.Side,
        Math.Min(CellGrid.Side, tile.Width - x),
        Math.Min(CellGrid.Side, tile.Height - y));

    private ReadOnlySpan<uint> Row(int slot, int x, int y, int width) => _pixels.AsSpan((slot * TilePixels) + (y * TileFormat.Side) + x, width);

    /// <summary>The parts of a tile that some of its cells are: all of it, or cell by cell.</summary>
    private ref struct Parts(int cells, int width, int height)
    {
        private int _rest = cells;

        public Rect Current { get; private set; }

        public readonly Parts GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_rest != 0)
            {
                if (_rest == TileFormat.AllCells)
                {
                    (_rest, Current) = (0, new Rect(0, 0, width, height));
                    return true;
                }

                var cell = BitOperations.TrailingZeroCount(_rest);
                _rest &= _rest - 1;
                int x = cell % TileFormat.CellsPerSide * CellGrid.Side, y = cell / TileFormat.CellsPerSide * CellGrid.Side;
                if (x >= width || y >= height)
                    continue;
                Current = new Rect(x, y, Math.Min(CellGrid.Side, width - x), Math.Min(CellGrid.Side, height - y));
                return true;
            }

            return false;
        }
    }
}
