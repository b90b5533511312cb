using Hindsight.Recording.Records;

namespace Hindsight.Recording.Codec;

internal sealed partial class SlcDecoder
{
    private void DecodeBand(ref BitReader reader, HuffmanTables tables, int start, int width)
    {
        var ring = _ring.AsSpan();
        var end = _position;
        var entries = tables.Entries;
        var starts = tables.Starts;
        var masks = tables.Masks;
        var column = 0;
        var invalid = 0;
        for (var place = start; place < end;)
        {
            var left = place > start ? ring[place - 1] : SlcFormat.Black;
            var up = place >= start + width ? ring[place - width] : left;
            var corner = place > start + width ? ring[place - width - 1] : up;
            var context = PixelModel.Context(left, up, corner);
            reader.Fill();
            var symbol = reader.ReadEntry(entries, starts[context], masks[context]) >> 4;
            if (symbol < SlcFormat.FirstCacheSymbol)
            {
                var residualClass = PixelModel.ResidualClass(symbol);
                var red = reader.ReadEntry(entries, starts[HuffmanTables.Red + residualClass], masks[HuffmanTables.Red + residualClass]);
                var blue = reader.ReadEntry(entries, starts[HuffmanTables.Blue + residualClass], masks[HuffmanTables.Blue + residualClass]);
                invalid |= red | blue;
                var pixel = PixelModel.Restore(PixelModel.Median(left, up, corner), symbol, red >> 4, blue >> 4);
                _cache[PixelModel.CacheSlot(pixel)] = pixel;
                ring[place++] = pixel;
                column = column + 1 == width ? 0 : column + 1;
            }
            else if (symbol < SlcFormat.FirstMatchSymbol)
            {
                ring[place++] = _cache[symbol - SlcFormat.FirstCacheSymbol];
                column = column + 1 == width ? 0 : column + 1;
            }
            else
            {
                var length = DecodeMatch(ref reader, tables, symbol - SlcFormat.FirstMatchSymbol, place, column, width);
                place += length;
                column += length;
                if (column >= width)
                    column %= width;
            }
        }

        if (invalid >= HuffmanTable.NoSymbol)
            throw new RecordingFormatException("an SLC message uses a code without symbols");
    }

    private int DecodeMatch(ref BitReader reader, HuffmanTables tables, int symbol, int place, int column, int width)
    {
        var lengthSymbol = symbol % SlcFormat.LengthCodes;
        var length = (int)PrefixCode.Join(lengthSymbol, reader.Read(PrefixCode.ExtraBits(lengthSymbol)));
        var kind = symbol / SlcFormat.LengthCodes;
        var distance = kind switch
        {
            MatchKind.Up => width,
            MatchKind.Left => 1,
            MatchKind.Last => _last,
            MatchKind.New => ReadDistance(ref reader, tables),
            MatchKind.Column => _columns[column],
            MatchKind.BeforeLast => _beforeLast,
            _ => throw new RecordingFormatException("an SLC message uses a code without symbols"),
        };
        if (kind is MatchKind.New or MatchKind.BeforeLast)
            (_last, _beforeLast) = (distance, _last);
        if (length > _position - place || distance is <= 0 or >= SlcFormat.RingSize)
            throw new RecordingFormatException("an SLC match leaves its band");
        var source = place - distance;
        if (source < 0)
        {
            source += SlcFormat.RingSize;
            if (source < _position || source > _filled - length)
                throw new RecordingFormatException("an SLC match reads what the history does not have");
        }

        if (kind >= MatchKind.Last)
            Remember(distance, length, column, width);
        Copy(source, place, length);
        return length;
    }

    private static int ReadDistance(ref BitReader reader, HuffmanTables tables)
    {
        reader.Fill();
        var symbol = reader.ReadEntry(tables.Entries, tables.Starts[HuffmanTables.Distance], tables.Masks[HuffmanTables.Distance]) >> 4;
        if (symbol >= SlcFormat.DistanceSymbols)
            throw new RecordingFormatException("an SLC message uses a code without symbols");
        return (int)PrefixCode.Join(symbol, reader.Read(PrefixCode.ExtraBits(symbol)));
    }

    /// <summary>Notes the distance for the columns that the match covers.</summary>
    private void Remember(int distance, int length, int column, int width)
    {
        length = Math.Min(length, width);
        var here = Math.Min(length, width - column);
        _columns.AsSpan(column, here).Fill(distance);
        _columns.AsSpan(0, length - here).Fill(distance);
    }

    /// <summary>Copies pixel by pixel in effect: a source that overlaps its target repeats.</summary>
    private void Copy(int source, int place, int length)
    {
        var ring = _ring.AsSpan();
        var target = ring.Slice(place, length);
        var distance = place - source;
        if (distance == 1)
        {
            target.Fill(ring[source]);
        }
        else if (distance < 0 || distance >= length)
        {
            ring.Slice(source, length).CopyTo(target);
        }
        else if (distance < 8)
        {
            for (var i = 0; i < length; i++)
                target[i] = ring[source + i];
        }
        else
        {
            // Each round doubles what has been repeated.
            for (var done = 0; done < length;)
            {
                var part = Math.Min(distance + done, length - done);
                ring.Slice(source, part).CopyTo(target[done..]);
                done += part;
            }
        }
    }
}
