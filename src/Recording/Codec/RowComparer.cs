using System.Runtime.Intrinsics;

namespace Hindsight.Recording.Codec;

/// <summary>Takes pixels over from memory that someone else may be changing, and tells which were new.</summary>
internal static unsafe class RowComparer
{
    /// <summary>Pixels of a cell's side.</summary>
    public const int Cell = 16;

    /// <summary>
    /// Copies one row of pixels and notes for each cell that it crosses which columns (low half of the cell's mask) and
    /// that this row (high half) changed. Each source pixel is read once, so what is compared is what is kept; its top
    /// byte becomes 255.
    /// </summary>
    /// <param name="source">The new pixels; not trusted.</param>
    /// <param name="target">Where they go; as long as the source.</param>
    /// <param name="column">The column of the first pixel.</param>
    /// <param name="cells">The masks of the cells of this row, from the first column's cell on.</param>
    /// <param name="rowInCell">0 to 15.</param>
    public static void Take(ReadOnlySpan<uint> source, Span<uint> target, int column, Span<uint> cells, int rowInCell)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, source.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(cells.Length, ((column % Cell) + source.Length + Cell - 1) / Cell);
        var alpha = Vector256.Create(SlcFormat.Black);
        var rowBit = 1u << (Cell + rowInCell);
        fixed (uint* from = source)
        fixed (uint* to = target)
        {
            var first = column % Cell;
            var cell = 0;
            for (var i = 0; i < source.Length; cell++)
            {
                var length = Math.Min(Cell - first, source.Length - i);
                uint changed;
                if (length == Cell)
                    changed = TakeEight(from + i, to + i, alpha) | TakeEight(from + i + 8, to + i + 8, alpha) << 8;
                else
                    changed = TakeFew(from + i, to + i, length) << first;
                if (changed != 0)
                    cells[cell] |= changed | rowBit;
                i += length;
                first = 0;
            }
        }
    }

    private static uint TakeEight(uint* from, uint* to, Vector256<uint> alpha)
    {
        var pixels = Vector256.Load(from) | alpha;
        var same = Vector256.Equals(pixels, Vector256.Load(to)).ExtractMostSignificantBits();
        if (same == 0xFF)
            return 0;
        pixels.Store(to);
        return same ^ 0xFF;
    }

    private static uint TakeFew(uint* from, uint* to, int length)
    {
        uint changed = 0;
        for (var i = 0; i < length; i++)
        {
            var pixel = from[i] | SlcFormat.Black;
            if (pixel != to[i])
                changed |= 1u << i;
            to[i] = pixel;
        }

        return changed;
    }
}
