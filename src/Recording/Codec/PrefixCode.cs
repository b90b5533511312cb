using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hindsight.Recording.Codec;

/// <summary>Lengths and distances as a short symbol and extra bits: docs/FORMAT.md, "Lengths and distances".</summary>
internal static class PrefixCode
{
    /// <summary>Splits a value of at least 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Split(uint value, out int extraBits, out uint extra)
    {
        value--;
        if (value < 4)
        {
            (extraBits, extra) = (0, 0);
            return (int)value;
        }

        var log = BitOperations.Log2(value);
        extraBits = log - 1;
        extra = value & ((1u << extraBits) - 1);
        return (2 * log) + (int)(value >> extraBits & 1);
    }

    /// <summary>Extra bits after a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ExtraBits(int symbol) => symbol < 4 ? 0 : (symbol >> 1) - 1;

    /// <summary>The value of a symbol and its extra bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Join(int symbol, uint extra) =>
        symbol < 4 ? (uint)symbol + 1 : ((2u | (uint)(symbol & 1)) << ((symbol >> 1) - 1)) + extra + 1;
}
