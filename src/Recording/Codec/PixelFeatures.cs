using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hindsight.Recording.Codec;

/// <summary>
/// Finds places in a picture that are recognised wherever they are moved to: where something begins behind a flat
/// stretch, and pixels of certain colours where colours change. Both depend on the pixels alone.
/// </summary>
internal static class PixelFeatures
{
    /// <summary>Pixels before a place that decide whether it is one.</summary>
    public const int Before = 3;

    /// <summary>Pixels of a row from the place on that its hash covers.</summary>
    public const int Width = 24;

    /// <summary>Rows from the place's own on that its hash covers.</summary>
    public const int Height = 3;

    private const ulong Opaque = 0xFF000000FF000000;
    private const ulong Mix1 = 0x9E3779B185EBCA87;
    private const ulong Mix2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Mix3 = 0x165667B19E3779F9;
    private const ulong Mix4 = 0x27D4EB2F165667C5;

    private static Vector512<uint> ColumnFactors => Vector512.Create(
        0xC2B2AE3Du, 0x27D4EB2F, 0x165667B1, 0x9E3779B1, 0x85EBCA6B, 0xCC9E2D51, 0x1B873593, 0xE6546B65,
        0x38495AB5, 0xA2AA033B, 0x62992FC1, 0x30BC5B29, 0x4CF5AD43, 0x2745937F, 0x7FEB352D, 0x846CA68B);

    /// <summary>
    /// A bit for each of the sixteen pixels from <paramref name="at"/> on that is such a place. <see cref="Before"/>
    /// pixels lie before them and one behind. Where there are many, <paramref name="few"/> takes a quarter of them,
    /// chosen by their pixels too.
    /// </summary>
    public static uint Find(ReadOnlySpan<uint> pixels, int at, bool few)
    {
        ref var first = ref MemoryMarshal.GetReference(pixels.Slice(at - Before, RowComparer.Cell + Before + 1));
        var alpha = Vector512.Create(SlcFormat.Black);
        var third = Vector512.LoadUnsafe(ref first) | alpha;
        var second = Vector512.LoadUnsafe(ref first, 1) | alpha;
        var left = Vector512.LoadUnsafe(ref first, 2) | alpha;
        var pixel = Vector512.LoadUnsafe(ref first, 3) | alpha;
        var changed = ~Vector512.Equals(pixel, left);
        var flat = Vector512.Equals(left, second) & Vector512.Equals(second, third);
        var chosen = Vector512.Equals(pixel * Vector512.Create(0x9E3779B1u) >> 27, Vector512<uint>.Zero);
        var found = changed & (flat | chosen);
        if (few && found != Vector512<uint>.Zero)
        {
            var next = Vector512.LoadUnsafe(ref first, 4) | alpha;
            found &= Vector512.Equals(((pixel * 0x9E3779B1u) ^ (next * 0x85EBCA77u)) >> 30, Vector512<uint>.Zero);
        }

        return (uint)found.ExtractMostSignificantBits();
    }

    /// <summary>The hash of the pixels right and below of a place; at least <see cref="Width"/> and <see cref="Height"/> of them are there.</summary>
    public static ulong Hash(ReadOnlySpan<uint> pixels, int at, int stride)
    {
        var upper = pixels.Slice(at, Width);
        var lower = pixels.Slice(at + ((Height - 1) * stride), Width);
        var hash = ((Pair(upper, 0) * Mix1) ^ (Pair(upper, 6) * Mix2)) + ((Pair(upper, 13) * Mix3) ^ (Pair(upper, 22) * Mix4));
        hash = (hash ^ (hash >> 29)) * Mix3;
        hash += ((Pair(lower, 0) * Mix4) ^ (Pair(lower, 8) * Mix1)) + ((Pair(lower, 15) * Mix2) ^ (Pair(lower, 22) * Mix3));
        return hash * Mix1;
    }

    /// <summary>A hash of three rows of a cell that begins with the span.</summary>
    public static uint CellHash(ReadOnlySpan<uint> pixels, int stride)
    {
        ref var first = ref MemoryMarshal.GetReference(pixels[..((12 * stride) + RowComparer.Cell)]);
        var alpha = Vector512.Create(SlcFormat.Black);
        var upper = Vector512.LoadUnsafe(ref first, (nuint)(3 * stride)) | alpha;
        var middle = Vector512.LoadUnsafe(ref first, (nuint)(7 * stride)) | alpha;
        var lower = Vector512.LoadUnsafe(ref first, (nuint)(12 * stride)) | alpha;
        var mixed = (((upper * 0x9E3779B1u) + middle) * 0x85EBCA77u) + lower;
        mixed ^= mixed >> 15;
        return Vector512.Sum(mixed * ColumnFactors);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(ReadOnlySpan<uint> pixels, int at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<uint, byte>(ref MemoryMarshal.GetReference(pixels.Slice(at, 2)))) | Opaque;
}
