using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hindsight.Recording.Codec;

/// <summary>Takes pixels over from memory that someone else may be changing, and tells which were new.</summary>
internal static unsafe class RowComparer
{
    /// <summary>Pixels of a cell's side.</summary>
    public const int Cell = 16;

    /// <summary>Tells for each cell of a row of pixels whether any differs, without taking them over.</summary>
    /// <param name="source">The new pixels; not trusted. Their top bytes do not matter.</param>
    /// <param name="target">What they are compared with; as long as the source.</param>
    /// <param name="column">The column of the first pixel.</param>
    /// <param name="cells">The masks of the cells of this row, from the first column's cell on; that of a cell with a difference becomes 1, and a marked one is not looked at again.</param>
    public static void Compare(ReadOnlySpan<uint> source, ReadOnlySpan<uint> target, int column, Span<uint> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, source.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(cells.Length, ((column % Cell) + source.Length + Cell - 1) / Cell);
        fixed (uint* from = source)
        fixed (uint* to = target)
        {
            var first = column % Cell;
            var cell = 0;
            for (var i = 0; i < source.Length; cell++)
            {
                var length = Math.Min(Cell - first, source.Length - i);
                if (cells[cell] == 0 && !(length == Cell ? IsSameCell(from + i, to + i) : AreSame(from + i, to + i, length)))
                    cells[cell] = 1;
                i += length;
                first = 0;
            }
        }
    }

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
                    changed = TakeCell(from + i, to + i);
                else
                    changed = TakeFew(from + i, to + i, length) << first;
                if (changed != 0)
                    cells[cell] |= changed | rowBit;
                i += length;
                first = 0;
            }
        }
    }

    /// <summary>A cell's whole width. Vectors larger than the machine's are made of smaller ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TakeCell(uint* from, uint* to)
    {
        var pixels = Vector512.Load(from) | Vector512.Create(SlcFormat.Black);
        var same = (uint)Vector512.Equals(pixels, Vector512.Load(to)).ExtractMostSignificantBits();
        if (same != 0xFFFF)
            pixels.Store(to);
        return same ^ 0xFFFF;
    }

    /// <summary>Whether a rectangle of pixels from elsewhere, whose top bytes do not matter, is that of the target. Both begin with their spans.</summary>
    public static bool AreSame(ReadOnlySpan<uint> source, int sourceStride, ReadOnlySpan<uint> target, int targetStride, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, ((height - 1) * sourceStride) + width);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, ((height - 1) * targetStride) + width);
        fixed (uint* from = source)
        fixed (uint* to = target)
        {
            for (var y = 0; y < height; y++)
            {
                var x = 0;
                for (; x <= width - Cell; x += Cell)
                {
                    if (!IsSameCell(from + (y * sourceStride) + x, to + (y * targetStride) + x))
                        return false;
                }

                if (!AreSame(from + (y * sourceStride) + x, to + (y * targetStride) + x, width - x))
                    return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSameCell(uint* from, uint* to) =>
        (Vector512.Load(from) | Vector512.Create(SlcFormat.Black)) == Vector512.Load(to);

    private static bool AreSame(uint* from, uint* to, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if ((from[i] | SlcFormat.Black) != to[i])
                return false;
        }

        return true;
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
