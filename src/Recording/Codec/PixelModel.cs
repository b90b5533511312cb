using System.Runtime.CompilerServices;

namespace Hindsight.Recording.Codec;

/// <summary>What a pixel's neighbours say about it: docs/FORMAT.md, "Contexts" and "Literals".</summary>
internal static class PixelModel
{
    /// <summary>The context of a pixel from the pixels left, above and above left of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Context(uint left, uint up, uint corner)
    {
        if (left == corner)
            return left == up ? 0 : 1;
        if (up == corner)
            return 2;
        var slope = Math.Abs(Green(left) - Green(up)) + Math.Abs(Green(corner) - Green(up));
        return slope < 6 ? 3 : slope < 24 ? 4 : 5;
    }

    /// <summary>Whether pixels of this context may be coded as a reference to the colour cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool UsesCache(int context) => (0b100111 >> context & 1) != 0;

    /// <summary>The median edge detector: predicts from left, above and above left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Median(int left, int up, int corner)
    {
        var (low, high) = left > up ? (up, left) : (left, up);
        return corner >= high ? low : corner <= low ? high : left + up - corner;
    }

    /// <summary>The class of a green residual (0 to 255, as a signed byte): it picks the tables of red and blue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ResidualClass(int residual)
    {
        var size = Math.Abs((int)(sbyte)residual);
        return size == 0 ? 0 : size < 2 ? 1 : size < 4 ? 2 : size < 8 ? 3 : size < 24 ? 4 : 5;
    }

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
}
