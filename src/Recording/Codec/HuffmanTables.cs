using Hindsight.Recording.Records;

namespace Hindsight.Recording.Codec;

/// <summary>The nineteen tables of one message: six for the main symbols, six for red, six for blue, one for distances.</summary>
internal sealed class HuffmanTables
{
    /// <summary>Where the tables of red begin; those of the main symbols begin at 0.</summary>
    public const int Red = SlcFormat.Contexts;

    /// <summary>Where the tables of blue begin.</summary>
    public const int Blue = Red + SlcFormat.ResidualClasses;

    /// <summary>The table of distances.</summary>
    public const int Distance = Blue + SlcFormat.ResidualClasses;

    private const int Count = Distance + 1;
    private const int Stride = 1 << SlcFormat.MaxCodeLength;

    private readonly ushort[] _entries = new ushort[Count * Stride];
    private readonly int[] _starts = new int[Count];
    private readonly int[] _masks = new int[Count];
    private readonly ushort[] _lengthEntries = new ushort[1 << SlcFormat.MaxLengthCodeLength];
    private readonly byte[] _lengths = new byte[SlcFormat.AllLengths];

    /// <summary>The built-in tables.</summary>
    public static HuffmanTables Default { get; } = FromDefaults();

    /// <summary>All entries; a table's are at its start, as many as its mask plus 1.</summary>
    public ReadOnlySpan<ushort> Entries => _entries;

    /// <summary>Where each table's entries begin.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>The bits that choose an entry of each table.</summary>
    public ReadOnlySpan<int> Masks => _masks;

    /// <summary>How many symbols a table has.</summary>
    public static int Symbols(int table) =>
        table < Red ? SlcFormat.MainSymbols : table < Distance ? SlcFormat.ChromaSymbols : SlcFormat.DistanceSymbols;

    /// <summary>Reads the tables that a message brings.</summary>
    public void Read(ref BitReader reader, bool shared)
    {
        var lengths = _lengths.AsSpan(0, shared ? SlcFormat.SharedLengths : SlcFormat.AllLengths);
        ReadLengths(ref reader, lengths);
        Build(lengths, shared);
    }

    private static HuffmanTables FromDefaults()
    {
        var tables = new HuffmanTables();
        tables.Build(DefaultTables.Lengths.AsSpan(), shared: false);
        return tables;
    }

    private void Build(ReadOnlySpan<byte> lengths, bool shared)
    {
        for (var table = 0; table < Count; table++)
        {
            // With shared tables all six of a sort are the first one.
            var first = table < Distance ? table - (table % SlcFormat.Contexts) : table;
            if (shared && table != first)
            {
                (_starts[table], _masks[table]) = (_starts[first], _masks[first]);
                continue;
            }

            var symbols = Symbols(table);
            _starts[table] = table * Stride;
            _masks[table] = HuffmanTable.Build(lengths[..symbols], SlcFormat.MaxCodeLength, _entries.AsSpan(table * Stride, Stride));
            lengths = lengths[symbols..];
        }
    }

    private void ReadLengths(ref BitReader reader, Span<byte> lengths)
    {
        Span<byte> own = stackalloc byte[SlcFormat.LengthSymbols];
        foreach (ref var length in own)
        {
            reader.Fill();
            length = (byte)reader.Read(3);
        }

        var mask = HuffmanTable.Build(own, SlcFormat.MaxLengthCodeLength, _lengthEntries);
        for (var i = 0; i < lengths.Length;)
        {
            reader.Fill();
            var entry = reader.ReadEntry(_lengthEntries, 0, mask);
            if (entry == HuffmanTable.NoSymbol)
                throw new RecordingFormatException("an SLC message uses a code without symbols");
            var symbol = entry >> 4;
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            var value = symbol == 16 && i > 0 ? lengths[i - 1] : (byte)0;
            var run = (symbol == 18 ? 11 : 3) + (int)reader.Read(LengthList.RunBits(symbol));
            if (run > lengths.Length - i)
                throw new RecordingFormatException("an SLC message has too many code lengths");
            lengths.Slice(i, run).Fill(value);
            i += run;
        }

        reader.ThrowIfCut();
    }
}
