using Hindsight.Recording.Codec;

namespace Hindsight.Unit.Recording.Codec;

/// <summary>Writes SLC messages bit by bit, right and wrong ones.</summary>
internal sealed class MessageBuilder
{
    private readonly List<bool> _bits = [];

    /// <summary>A message that uses the default tables.</summary>
    public static MessageBuilder WithDefaultTables() => new MessageBuilder().Number(3, 2);

    /// <summary>
    /// A message with tables of its own that says only which symbols have which length. Its modes are
    /// <see cref="TableMode.Own"/> and <see cref="TableMode.Shared"/>.
    /// </summary>
    public static MessageBuilder WithTables(int mode, params (int At, int Length)[] lengths)
    {
        var builder = new MessageBuilder().Number((ulong)mode, 2).PlainLengthCode();
        var done = 0;
        foreach (var (at, length) in lengths)
        {
            builder.Zeros(at - done).Length(length);
            done = at + 1;
        }

        return builder.Zeros((mode == 0 ? SlcFormat.AllLengths : SlcFormat.SharedLengths) - done);
    }

    public MessageBuilder Number(ulong value, int bits)
    {
        for (var i = 0; i < bits; i++)
            _bits.Add((value >> i & 1) != 0);
        return this;
    }

    /// <summary>A symbol of one of the nineteen default codes.</summary>
    public MessageBuilder Symbol(int table, int symbol)
    {
        var offset = Enumerable.Range(0, table).Sum(HuffmanTables.Symbols);
        var lengths = DefaultTables.Lengths.AsSpan().Slice(offset, HuffmanTables.Symbols(table));
        var codes = new ushort[lengths.Length];
        CanonicalCode.Assign(lengths, codes);
        return Number(codes[symbol], lengths[symbol]);
    }

    /// <summary>A literal in a context, with the green residual 0.</summary>
    public MessageBuilder Literal(int context) => Symbol(context, 0).Symbol(HuffmanTables.Red, 0).Symbol(HuffmanTables.Blue, 0);

    /// <summary>A match's first symbol, with its length's extra bits.</summary>
    public MessageBuilder Match(int context, int kind, uint length)
    {
        var symbol = PrefixCode.Split(length, out var bits, out var extra);
        return Symbol(context, SlcFormat.FirstMatchSymbol + (kind * SlcFormat.LengthCodes) + symbol).Number(extra, bits);
    }

    /// <summary>What follows a match of kind new.</summary>
    public MessageBuilder Distance(uint distance)
    {
        var symbol = PrefixCode.Split(distance, out var bits, out var extra);
        return Symbol(HuffmanTables.Distance, symbol).Number(extra, bits);
    }

    /// <summary>A complete code for code lengths, in which even the lengths that are not allowed have words.</summary>
    public MessageBuilder PlainLengthCode()
    {
        for (var symbol = 0; symbol < SlcFormat.LengthSymbols; symbol++)
            Number((ulong)PlainLength(symbol), 3);
        return this;
    }

    /// <summary>A code length, or 16 to 18 for a run, in that code.</summary>
    public MessageBuilder Length(int symbol)
    {
        var lengths = Enumerable.Range(0, SlcFormat.LengthSymbols).Select(s => (byte)PlainLength(s)).ToArray();
        var codes = new ushort[lengths.Length];
        CanonicalCode.Assign(lengths, codes);
        return Number(codes[symbol], lengths[symbol]);
    }

    public MessageBuilder Zeros(int count)
    {
        for (; count >= 11; count -= Math.Min(count, 138))
            Length(18).Number((ulong)Math.Min(count, 138) - 11, 7);
        for (; count > 0; count--)
            Length(0);
        return this;
    }

    public byte[] ToBytes(int extraBytes = 0)
    {
        var bytes = new byte[((_bits.Count + 7) / 8) + extraBytes];
        for (var i = 0; i < _bits.Count; i++)
            bytes[i / 8] |= (byte)(_bits[i] ? 1 << (i % 8) : 0);
        return bytes;
    }

    private static int PlainLength(int symbol) => symbol is >= 12 and <= 17 ? 5 : 4;
}
