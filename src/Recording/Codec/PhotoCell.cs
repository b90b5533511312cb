using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Codec;

/// <summary>Tells photos from interfaces: in a photo hardly any pixel is like the one beside or below it.</summary>
internal static class PhotoCell
{
    // A cell is a photo's if fewer than one of so many neighbours are equal.
    private const int Share = 8;

    /// <summary>Whether a cell, at this pixel, looks like a photo.</summary>
    public static bool Is(ReadOnlySpan<uint> picture, int width, int height, int x, int y)
    {
        if (x + RowComparer.Cell > width || y + RowComparer.Cell > height)
            return false;
        ref var first = ref MemoryMarshal.GetReference(picture.Slice((y * width) + x, ((RowComparer.Cell - 1) * width) + RowComparer.Cell));
        var equal = 0;
        var above = Vector512.LoadUnsafe(ref first);
        for (var row = 1; row < RowComparer.Cell; row++)
        {
            var here = Vector512.LoadUnsafe(ref first, (nuint)(row * width));

            // The next pixels of all but the cell's last column; the row before has the pixel that is too many.
            var shifted = Vector512.LoadUnsafe(ref first, (nuint)((row * width) - 1));
            equal += BitOperations.PopCount((uint)Vector512.Equals(here, above).ExtractMostSignificantBits());
            equal += BitOperations.PopCount((uint)Vector512.Equals(here, shifted).ExtractMostSignificantBits() & 0xFFFE);
            above = here;
        }

        return Share * equal < 2 * RowComparer.Cell * (RowComparer.Cell - 1);
    }

    /// <summary>Whether most of a rectangle looks like a photo.</summary>
    public static bool IsMost(ReadOnlySpan<uint> picture, int width, int height, Rect rectangle)
    {
        const int Step = 3 * RowComparer.Cell;
        int seen = 0, photos = 0;
        for (var y = rectangle.Y; y <= rectangle.Bottom - RowComparer.Cell; y += Step)
        {
            for (var x = rectangle.X; x <= rectangle.Right - RowComparer.Cell; x += Step)
            {
                seen++;
                photos += Is(picture, width, height, x, y) ? 1 : 0;
            }
        }

        return seen > 0 && 4 * photos >= 3 * seen;
    }
}
