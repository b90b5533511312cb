using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;
using Hindsight.Unit.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Codec;

public sealed class CodeTests
{
    [Fact]
    public void The_default_tables_are_complete_codes()
    {
        var lengths = DefaultTables.Lengths.AsSpan();
        var entries = new ushort[1 << SlcFormat.MaxCodeLength];
        for (var table = 0; table <= HuffmanTables.Distance; table++)
        {
            var symbols = HuffmanTables.Symbols(table);
            Assert.Equal(0, lengths[..symbols].Count((byte)0));
            HuffmanTable.Build(lengths[..symbols], SlcFormat.MaxCodeLength, entries);
            lengths = lengths[symbols..];
        }

        Assert.True(lengths.IsEmpty);
    }

    [Fact]
    public void A_built_code_is_short_complete_and_decodes_what_it_codes()
    {
        var dice = new Canvas(1, 1, 5);
        var builder = new HuffmanBuilder();
        var entries = new ushort[1 << SlcFormat.MaxCodeLength];
        for (var run = 0; run < 300; run++)
        {
            // Steep counts make deep trees, which must be flattened to 12 bits.
            var counts = new uint[1 + dice.Next(SlcFormat.MainSymbols)];
            for (var used = dice.Next(40); used >= 0; used--)
                counts[dice.Next(counts.Length)] = 1u << dice.Next(19);
            var lengths = new byte[counts.Length];
            builder.Build(counts, lengths, SlcFormat.MaxCodeLength);
            Assert.All(counts.Zip(lengths), p => Assert.Equal(p.First != 0, p.Second != 0));
            var mask = HuffmanTable.Build(lengths, SlcFormat.MaxCodeLength, entries);
            var codes = new ushort[lengths.Length];
            CanonicalCode.Assign(lengths, codes);
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != 0)
                    Assert.Equal(symbol << 4 | lengths[symbol], entries[codes[symbol] & mask]);
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 1, 1, 1 })]
    [InlineData(new byte[] { 1, 2 })]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { 13, 1 })]
    public void Lengths_that_are_no_code_are_rejected(byte[] lengths) =>
        Assert.Throws<RecordingFormatException>(() => HuffmanTable.Build(lengths, 12, new ushort[1 << 12]));

    [Fact]
    public void Every_length_and_distance_has_a_prefix_code_and_comes_back()
    {
        for (var value = 1u; value <= SlcFormat.RingSize; value += value < 70000 ? 1u : 997u)
        {
            var symbol = PrefixCode.Split(value, out var bits, out var extra);
            Assert.InRange(symbol, 0, value <= SlcFormat.MaxMatch ? SlcFormat.LengthCodes - 1 : SlcFormat.DistanceSymbols - 1);
            Assert.Equal(PrefixCode.ExtraBits(symbol), bits);
            Assert.Equal(value, PrefixCode.Join(symbol, extra));
        }
    }

    [Fact]
    public void Residuals_restore_every_pixel()
    {
        var dice = new Canvas(1, 1, 6);
        for (var run = 0; run < 20000; run++)
        {
            uint Pixel() => (uint)dice.Next() | SlcFormat.Black;
            uint pixel = Pixel(), left = Pixel(), up = Pixel(), corner = dice.Next(3) == 0 ? left : Pixel();
            var prediction = PixelModel.Predict(run % 4, left, up, corner, Pixel());
            var residuals = PixelModel.Residuals(pixel, prediction);
            Assert.InRange(residuals, 0u, 0xFFFFFFu);
            Assert.Equal(pixel, PixelModel.Restore(prediction, (int)(residuals >> 16), (int)(residuals >> 8), (int)residuals));
        }
    }

    [Fact]
    public void A_pool_keeps_few_and_disposes_the_rest()
    {
        var pool = new SlotPool<Item>(() => new Item(), 2);
        var items = Enumerable.Range(0, 3).Select(_ => pool.Rent()).ToList();
        Assert.Equal(3, items.Distinct().Count());
        items.ForEach(pool.Return);
        Assert.Equal([false, false, true], items.Select(i => i.Disposed));
        Assert.Contains(pool.Rent(), items.Take(2));
        Assert.Contains(pool.Rent(), items.Take(2));
        Assert.DoesNotContain(pool.Rent(), items);
    }

    private sealed class Item : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }
}
