using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    /// <summary>The class of a green residual (0 to 255, as a signed byte): it picks the tables of red and blue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ResidualClass(int residual) => ClassOfSize[Size((sbyte)residual)];

    /// <summary>The colour cache's place for a pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CacheSlot(uint pixel) => (int)((pixel & 0xFFFFFF) * 0x9E3779B1u >> 24);

    /// <summary>The context of a pixel in a message with predictors: how much green changes around it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SmoothContext(uint left, uint up, uint corner, uint upRight)
    {
        var change = Size(Green(left) - Green(corner)) + Size(Green(corner) - Green(up)) + Size(Green(up) - Green(upRight));
        return (int)(((uint)-change >> 31) + ((uint)(4 - change) >> 31) + ((uint)(9 - change) >> 31) + ((uint)(19 - change) >> 31) + ((uint)(39 - change) >> 31));
    }

    /// <summary>What a literal holds, as green &lt;&lt; 16 | red &lt;&lt; 8 | blue; the reverse of <see cref="Restore(Vector128{int}, int, int, int)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Residuals(uint pixel, Vector128<int> prediction)
    {
        var residuals = (Differences(pixel) - prediction).AsByte();
        return Vector128.Shuffle(residuals, Lowest(0, 8, 4)).AsUInt32().ToScalar();
    }

    /// <summary>The pixel of three residuals, of which the low eight bits count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Restore(Vector128<int> prediction, int greenResidual, int redResidual, int blueResidual)
    {
        var parts = prediction + Vector128.Create(blueResidual, greenResidual, redResidual, 0);
        parts += Vector128.Shuffle(parts, Vector128.Create(1, 1, 1, 1)) & Vector128.Create(-1, 0, -1, 0);
        return SlcFormat.Black | Vector128.Shuffle(parts.AsByte(), Lowest(0, 4, 8)).AsUInt32().ToScalar();
    }

    /// <summary>The median edge detector for blue − green, green and red − green: the middle one of left, above and left + above − corner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Median(uint left, uint up, uint corner)
    {
        Vector128<int> l = Differences(left), u = Differences(up);
        return Vector128.Max(Vector128.Min(l, u), Vector128.Min(Vector128.Max(l, u), l + u - Differences(corner)));
    }

    /// <summary>What a block's predictor makes of the neighbours, for the same three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Predict(int predictor, uint left, uint up, uint corner, uint upRight) => predictor switch
    {
        Predictor.Median => Median(left, up, corner),
        Predictor.Mean => Differences(left) + Differences(up) >> 1,
        Predictor.WideMean => (Differences(left) << 1) + Differences(up) + Differences(upRight) + Vector128.Create(2) >> 2,
        _ => ((Differences(left) + Differences(up)) * 3) - (Differences(corner) << 1) + Vector128.Create(2) >> 2,
    };

    /// <summary>Blue − green, green, red − green and something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Differences(uint pixel)
    {
        var parts = Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte())).AsInt32();
        return parts - (Vector128.Shuffle(parts, Vector128.Create(1, 1, 1, 1)) & Vector128.Create(-1, 0, -1, 0));
    }

    /// <summary>Indices that gather three bytes into the lowest ones and make the rest 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Lowest(byte first, byte second, byte third) =>
        Vector128.Create(first, second, third, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Green(uint pixel) => (int)(pixel >> 8 & 255);

    // Noise would mislead branches at every pixel, so this has none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Size(int value) => (value ^ value >> 31) - (value >> 31);
}
