namespace Hindsight.Recording.Codec;

/// <summary>Chooses the cheapest code tables for a message's symbols and holds the lengths and codes to write it with.</summary>
internal sealed class CodeTables
{
    // Above these the choice is clear without working out the bits.
    private const int SharedTokens = 4000;
    private const int DefaultTokens = 20000;
    private const int OwnTokens = 200;

    private static readonly ushort[] DefaultCodes = AssignAll(DefaultTables.Lengths.AsSpan(), new ushort[SlcFormat.AllLengths]);

    private readonly HuffmanBuilder _builder = new();
    private readonly LengthList _ownList = new();
    private readonly LengthList _sharedList = new();
    private readonly byte[] _lengths = new byte[SlcFormat.AllLengths];
    private readonly ushort[] _codes = new ushort[SlcFormat.AllLengths];
    private readonly uint[] _sharedCounts = new uint[SlcFormat.SharedLengths];
    private readonly byte[] _sharedLengths = new byte[SlcFormat.SharedLengths];
    private TableMode _mode;

    /// <summary>The code lengths in use, for all tables.</summary>
    public ReadOnlySpan<byte> Lengths => _mode == TableMode.Default ? DefaultTables.Lengths.AsSpan() : _lengths;

    /// <summary>The codes in use.</summary>
    public ReadOnlySpan<ushort> Codes => _mode == TableMode.Default ? DefaultCodes : _codes;

    /// <summary>Chooses.</summary>
    public void Choose(ReadOnlySpan<uint> counts, int tokens)
    {
        var byDefault = tokens < DefaultTokens ? Bits(counts, DefaultTables.Lengths.AsSpan()) : ulong.MaxValue;
        var shared = tokens < SharedTokens ? BuildShared(counts) : ulong.MaxValue;
        var own = ulong.MaxValue;
        if (tokens >= OwnTokens)
            own = BuildOwn(counts) + (tokens < DefaultTokens ? Bits(counts, _lengths) : 0);
        _mode = byDefault <= own && byDefault <= shared ? TableMode.Default : own <= shared ? TableMode.Own : TableMode.Shared;
        if (_mode == TableMode.Shared)
            SpreadShared();
        if (_mode != TableMode.Default)
            AssignAll(_lengths, _codes);
    }

    /// <summary>Takes tables of the message's own, which predictors always need.</summary>
    public void ChooseOwn(ReadOnlySpan<uint> counts)
    {
        BuildOwn(counts);
        AssignAll(_lengths, _codes);
        _mode = TableMode.OwnWithPredictors;
    }

    /// <summary>Writes the message's mode and the tables it brings.</summary>
    public void Write(ref BitWriter writer)
    {
        writer.Write((ulong)_mode, 2);
        if (_mode is TableMode.Own or TableMode.OwnWithPredictors)
            _ownList.Write(ref writer);
        else if (_mode == TableMode.Shared)
            _sharedList.Write(ref writer);
    }

    private static ulong Bits(ReadOnlySpan<uint> counts, ReadOnlySpan<byte> lengths)
    {
        // At most 2^19 pixels of 36 bits, so 32 bits hold the sum.
        var bits = 0u;
        for (var i = 0; i < counts.Length && i < lengths.Length; i++)
            bits += counts[i] * lengths[i];
        return bits;
    }

    private static ushort[] AssignAll(ReadOnlySpan<byte> lengths, ushort[] codes)
    {
        var rest = codes.AsSpan();
        for (var table = 0; table <= HuffmanTables.Distance; table++)
        {
            var symbols = HuffmanTables.Symbols(table);
            CanonicalCode.Assign(lengths[..symbols], rest);
            lengths = lengths[symbols..];
            rest = rest[symbols..];
        }

        return codes;
    }

    private ulong BuildOwn(ReadOnlySpan<uint> counts)
    {
        for (int table = 0, offset = 0; table <= HuffmanTables.Distance; table++)
        {
            var symbols = HuffmanTables.Symbols(table);
            _builder.Build(counts.Slice(offset, symbols), _lengths.AsSpan(offset, symbols), SlcFormat.MaxCodeLength);
            offset += symbols;
        }

        return (ulong)_ownList.Load(_lengths, _builder);
    }

    private ulong BuildShared(ReadOnlySpan<uint> counts)
    {
        Array.Clear(_sharedCounts);
        for (int table = 0, offset = 0, target = 0; table <= HuffmanTables.Distance; table++)
        {
            var symbols = HuffmanTables.Symbols(table);
            Add(counts.Slice(offset, symbols), _sharedCounts.AsSpan(target, symbols));
            offset += symbols;
            if (table % SlcFormat.Contexts != SlcFormat.Contexts - 1 && table != HuffmanTables.Distance)
                continue;
            _builder.Build(_sharedCounts.AsSpan(target, symbols), _sharedLengths.AsSpan(target, symbols), SlcFormat.MaxCodeLength);
            target += symbols;
        }

        return (ulong)_sharedList.Load(_sharedLengths, _builder) + Bits(_sharedCounts, _sharedLengths);
    }

    private static void Add(ReadOnlySpan<uint> counts, Span<uint> sums)
    {
        for (var i = 0; i < counts.Length && i < sums.Length; i++)
            sums[i] += counts[i];
    }

    /// <summary>Gives every table the lengths of the shared one of its sort.</summary>
    private void SpreadShared()
    {
        for (int table = 0, offset = 0, source = 0; table <= HuffmanTables.Distance; table++)
        {
            var symbols = HuffmanTables.Symbols(table);
            _sharedLengths.AsSpan(source, symbols).CopyTo(_lengths.AsSpan(offset));
            offset += symbols;
            if (table % SlcFormat.Contexts == SlcFormat.Contexts - 1)
                source += symbols;
        }
    }
}
