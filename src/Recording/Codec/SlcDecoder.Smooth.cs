using Hindsight.Recording.Records;

namespace Hindsight.Recording.Codec;

internal sealed partial class SlcDecoder
{
    // The predictors of the band at hand, one a block.
    private byte[] _predictors = [];

    /// <summary>Decodes a band of a message with predictors: docs/FORMAT.md, "Predictors".</summary>
    private void DecodeSmoothBand(ref BitReader reader, HuffmanTables tables, int start, int width, int height)
    {
        ReadPredictors(ref reader, width, height);
        var ring = _ring.AsSpan();
        var end = _position;
        var entries = tables.Entries;
        var starts = tables.Starts;
        var masks = tables.Masks;
        var blocks = Predictor.Blocks(width);
        var invalid = 0;
        int column = 0, row = 0;
        for (var place = start; place < end;)
        {
            var left = place > start ? ring[place - 1] : SlcFormat.Black;
            uint up = left, corner = left, upRight = left;
            if (place >= start + width)
            {
                up = ring[place - width];
                corner = place > start + width ? ring[place - width - 1] : up;
                upRight = width > 1 ? ring[place - width + 1] : up;
            }

            var context = PixelModel.SmoothContext(left, up, corner, upRight);
            reader.Fill();
            var symbol = reader.ReadEntry(entries, starts[context], masks[context]) >> 4;
            var length = 1;
            if (symbol < SlcFormat.FirstCacheSymbol)
            {
                var residualClass = PixelModel.ResidualClass(symbol);
                var red = reader.ReadEntry(entries, starts[HuffmanTables.Red + residualClass], masks[HuffmanTables.Red + residualClass]);
                var blue = reader.ReadEntry(entries, starts[HuffmanTables.Blue + residualClass], masks[HuffmanTables.Blue + residualClass]);
                invalid |= red | blue;
                var prediction = PixelModel.Predict(_predictors[(row / Predictor.Block * blocks) + (column / Predictor.Block)], left, up, corner, upRight);
                var pixel = PixelModel.Restore(prediction, symbol, red >> 4, blue >> 4);
                _cache[PixelModel.CacheSlot(pixel)] = pixel;
                ring[place] = pixel;
            }
            else if (symbol < SlcFormat.FirstMatchSymbol)
            {
                ring[place] = _cache[symbol - SlcFormat.FirstCacheSymbol];
            }
            else
            {
                length = DecodeMatch(ref reader, tables, symbol - SlcFormat.FirstMatchSymbol, place, column, width);
            }

            place += length;
            column += length;
            if (column >= width)
            {
                row += column / width;
                column %= width;
            }
        }

        if (invalid >= HuffmanTable.NoSymbol)
            throw new RecordingFormatException("an SLC message uses a code without symbols");
    }

    private void ReadPredictors(ref BitReader reader, int width, int height)
    {
        var count = Predictor.Blocks(width) * Predictor.Blocks(height);
        if (_predictors.Length < count)
            _predictors = new byte[count];
        for (var i = 0; i < count; i++)
        {
            reader.Fill();
            _predictors[i] = (byte)reader.Read(Predictor.Bits);
        }

        reader.ThrowIfCut();
    }
}
