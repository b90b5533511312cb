namespace Hindsight.Recording.Codec;

/// <summary>
/// Code lengths on their way into a message: runs as symbols 16 to 18 (docs/FORMAT.md, "Code tables").
/// An entry holds the symbol in its low five bits and the run's extra bits above.
/// </summary>
internal sealed class LengthList
{
    private readonly ushort[] _entries = new ushort[SlcFormat.AllLengths];
    private readonly byte[] _lengths = new byte[SlcFormat.LengthSymbols];
    private readonly uint[] _counts = new uint[SlcFormat.LengthSymbols];
    private readonly ushort[] _codes = new ushort[SlcFormat.LengthSymbols];
    private int _count;

    /// <summary>Takes code lengths over and returns how many bits they will need.</summary>
    public int Load(ReadOnlySpan<byte> lengths, HuffmanBuilder builder)
    {
        _count = 0;
        for (var i = 0; i < lengths.Length;)
        {
            var value = lengths[i];
            var rest = lengths[i..];
            var run = rest.IndexOfAnyExcept(value);
            run = run < 0 ? rest.Length : run;
            i += run;
            if (value == 0)
                AddZeros(run);
            else
                AddRepeats(value, run);
        }

        Array.Clear(_counts);
        foreach (var entry in _entries.AsSpan(0, _count))
            _counts[entry & 31]++;
        builder.Build(_counts, _lengths, SlcFormat.MaxLengthCodeLength);
        var bits = 3 * SlcFormat.LengthSymbols;
        for (var symbol = 0; symbol < SlcFormat.LengthSymbols; symbol++)
            bits += (int)_counts[symbol] * (_lengths[symbol] + RunBits(symbol));
        return bits;
    }

    /// <summary>Writes what was loaded.</summary>
    public void Write(ref BitWriter writer)
    {
        CanonicalCode.Assign(_lengths, _codes);
        foreach (var length in _lengths)
            writer.Write(length, 3);
        foreach (var entry in _entries.AsSpan(0, _count))
        {
            var symbol = entry & 31;
            writer.Write(_codes[symbol], _lengths[symbol]);
            writer.Write((uint)entry >> 5, RunBits(symbol));
        }
    }

    /// <summary>Extra bits after a symbol of the code length alphabet.</summary>
    public static int RunBits(int symbol) => symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };

    private void AddZeros(int run)
    {
        for (; run >= 11; run -= Math.Min(run, 138))
            Add(18, Math.Min(run, 138) - 11);
        if (run >= 3)
            (run, _) = (0, Add(17, run - 3));
        for (; run > 0; run--)
            Add(0, 0);
    }

    private void AddRepeats(byte value, int run)
    {
        Add(value, 0);
        for (run--; run >= 3; run -= Math.Min(run, 6))
            Add(16, Math.Min(run, 6) - 3);
        for (; run > 0; run--)
            Add(value, 0);
    }

    private int Add(int symbol, int extra) => _entries[_count++] = (ushort)(symbol | extra << 5);
}
