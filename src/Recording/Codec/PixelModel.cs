using System.Runtime.CompilerServices;

namespace Hindsight.Recording.Codec;

/// <summary>What a pixel's neighbours say about it: docs/FORMAT.md, "Contexts" and "Literals".</summary>
internal static class PixelModel
{
    /// <summary>By the size of a signed byte, 0 to 128.</summary>
    private static ReadOnlySpan<byte> ClassOfSize =>
    [
        0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5,
        5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
        5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
        5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
    ];

    /// <summary>The context of a pixel from the pixels left, above and above left of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Context(uint left, uint up, uint corner)
    {
        if (left == corner)
            return left == up ? 0 : 1;
        if (up == corner)
            return 2;
        var slope = Size(Green(left) - Green(up)) + Size(Green(corner) - Green(up));
        return 3 + (int)((uint)(5 - slope) >> 31) + (int)((uint)(23 - slope) >> 31);
    }

    /// <summary>Whether pixels of this context may be coded as a reference to the colour cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool UsesCache(int context) => (0b100111 >> context & 1) != 0;

    /// <summary>The median edge detector: the middle one of left, above and left + above − corner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Median(int left, int up, int corner)
    {
        var over = Above(left, up);
        int low = left - over, high = up + over, slope = left + up - corner;
        slope -= Above(slope, high);
        return slope + Above(low, slope);
    }

    /// <summary>The class of a green residual (0 to 255, as a signed byte): it picks the tables of red and blue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ResidualClass(int residual) => ClassOfSize[Size((sbyte)residual)];

    /// <summary>The colour cache's place for a pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CacheSlot(uint pixel) => (int)((pixel & 0xFFFFFF) * 0x9E3779B1u >> 24);

    /// <summary>What a literal holds, each 0 to 255; the reverse of <see cref="Restore"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Residuals(uint pixel, uint left, uint up, uint corner, out int green, out int red, out int blue)
    {
        int greenLeft = Green(left), greenUp = Green(up), greenCorner = Green(corner), own = Green(pixel);
        green = (own - Median(greenLeft, greenUp, greenCorner)) & 255;
        red = (Red(pixel) - own - Median(Red(left) - greenLeft, Red(up) - greenUp, Red(corner) - greenCorner)) & 255;
        blue = (Blue(pixel) - own - Median(Blue(left) - greenLeft, Blue(up) - greenUp, Blue(corner) - greenCorner)) & 255;
    }

    /// <summary>The pixel of three residuals (each 0 to 255, or any value with those low bits).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Restore(uint left, uint up, uint corner, int greenResidual, int redResidual, int blueResidual)
    {
        int greenLeft = Green(left), greenUp = Green(up), greenCorner = Green(corner);
        var green = (greenResidual + Median(greenLeft, greenUp, greenCorner)) & 255;
        var red = (redResidual + green + Median(Red(left) - greenLeft, Red(up) - greenUp, Red(corner) - greenCorner)) & 255;
        var blue = (blueResidual + green + Median(Blue(left) - greenLeft, Blue(up) - greenUp, Blue(corner) - greenCorner)) & 255;
        return SlcFormat.Black | (uint)red << 16 | (uint)green << 8 | (uint)blue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Red(uint pixel) => (int)(pixel >> 16 & 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Green(uint pixel) => (int)(pixel >> 8 & 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Blue(uint pixel) => (int)(pixel & 255);

    // Noise would mislead branches at every pixel, so these have none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Size(int value) => (value ^ value >> 31) - (value >> 31);

    /// <summary>How far <paramref name="value"/> is above <paramref name="other"/>; 0 if it is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Above(int value, int other) => value - other & ~(value - other >> 31);
}
