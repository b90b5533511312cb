using Hindsight.Recording.Records;

namespace Hindsight.Recording.Codec;

/// <summary>
/// Tables that turn the next bits into a symbol; an entry is <c>symbol &lt;&lt; 4 | length</c>. Only complete codes are
/// taken, and two special ones: no symbol at all (using the table is an error), and one symbol, of length 1, whose
/// code's bit may have either value.
/// </summary>
internal static class HuffmanTable
{
    /// <summary>The entry of a table without symbols: greater than every valid one, and it takes no bits.</summary>
    public const int NoSymbol = 0xFFF0;

    /// <summary>Builds a table and returns the mask of the bits that choose an entry; fails if the lengths are no code.</summary>
    public static int Build(ReadOnlySpan<byte> lengths, int limit, Span<ushort> entries)
    {
        int longest = 0, symbols = 0, last = 0;
        uint space = 0;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            if (length == 0)
                continue;
            if (length > limit)
                throw new RecordingFormatException("an SLC code is too long");
            longest = Math.Max(longest, length);
            space += 1u << SlcFormat.MaxCodeLength >> length;
            (last, symbols) = (symbol, symbols + 1);
        }

        entries = entries[..(1 << longest)];
        if (symbols == 0)
            entries[0] = NoSymbol;
        else if (symbols == 1 && longest == 1)
            entries.Fill((ushort)(last << 4 | 1));
        else if (space == 1u << SlcFormat.MaxCodeLength)
            Fill(lengths, entries);
        else
            throw new RecordingFormatException("SLC code lengths are not a complete code");
        return entries.Length - 1;
    }

    private static void Fill(ReadOnlySpan<byte> lengths, Span<ushort> entries)
    {
        Span<ushort> codes = stackalloc ushort[lengths.Length];
        CanonicalCode.Assign(lengths, codes);
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            var length = lengths[symbol];
            if (length == 0)
                continue;
            for (int place = codes[symbol]; place < entries.Length; place += 1 << length)
                entries[place] = (ushort)(symbol << 4 | length);
        }
    }
}
