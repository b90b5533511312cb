namespace Hindsight.Recording.Codec;

/// <summary>Canonical prefix codes: shorter codes first, then smaller symbols; stored with the first bit lowest.</summary>
internal static class CanonicalCode
{
    /// <summary>Gives every symbol with a length its code.</summary>
    public static void Assign(ReadOnlySpan<byte> lengths, Span<ushort> codes)
    {
        Span<int> count = stackalloc int[16];
        Span<int> next = stackalloc int[16];
        count.Clear();
        foreach (var length in lengths)
            count[length]++;
        count[0] = 0;
        next[0] = 0;
        for (var bits = 1; bits < 16; bits++)
            next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            if (length != 0)
                codes[symbol] = Reverse(next[length]++, length);
        }
    }

    private static ushort Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
            reversed |= (code >> i & 1) << (length - 1 - i);
        return (ushort)reversed;
    }
}
