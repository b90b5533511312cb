using System.Runtime.Intrinsics;
using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Codec;

internal sealed unsafe partial class SlcEncoder
{
    /// <summary>Rectangles that are narrower are not coded with predictors.</summary>
    public const int MinSmoothSide = 16;

    // Of a block every fourth row decides about the predictor.
    private const uint SampledRows = 4;

    // Matches with neighbours that are shorter cost more than they save.
    private const uint MinSmoothMatch = 3;

    // After so many pixels of photos a message is coded both ways again.
    private const long TrialPixels = 2_000_000;

    // Of one row, from the column on where they were needed.
    private readonly NativeArray<uint> _literals = new(SlcFormat.MaxSide + SmoothRow.Step);
    private readonly uint[] _cacheBefore = new uint[256];
    private readonly uint[] _cacheAfter = new uint[256];
    private bool _smoothIsBetter;
    private long _photoPixels = TrialPixels;

    /// <summary>Whether photos should come in messages of their own; if not, their pixels are only counted.</summary>
    public bool WantsPhotos(long pixels)
    {
        if (_smoothIsBetter || _photoPixels >= TrialPixels)
            return true;
        _photoPixels += pixels;
        return false;
    }

    private (uint Position, uint Filled, uint Last, uint BeforeLast) State
    {
        get => (_position, _filled, _last, _beforeLast);
        set => (_position, _filled, _last, _beforeLast) = value;
    }

    /// <summary>
    /// As <see cref="Encode"/>, for photos: with predictors or from the history, whichever is shorter. Only now and
    /// then a message is coded both ways to tell.
    /// </summary>
    public int EncodePhoto(ReadOnlySpan<uint> picture, int stride, ReadOnlySpan<Rect> rectangles, SlcWorkspace workspace, int offset)
    {
        if (_photoPixels < TrialPixels)
        {
            foreach (ref readonly var rectangle in rectangles)
                _photoPixels += rectangle.Area;
            return Encode(picture, stride, rectangles, workspace, offset, _smoothIsBetter);
        }

        // The history first: it must not be looked at with pixels in it that a reader does not have yet.
        _photoPixels = 0;
        var before = State;
        _cache.Span.CopyTo(_cacheBefore);
        var length = Encode(picture, stride, rectangles, workspace, offset);
        var after = State;
        _cache.Span.CopyTo(_cacheAfter);
        State = before;
        _cacheBefore.CopyTo(_cache.Span);
        var other = SlcWorkspace.Pool.Rent();
        var smooth = Encode(picture, stride, rectangles, other, 0, smooth: true);
        _smoothIsBetter = smooth <= length;
        if (_smoothIsBetter)
        {
            other.Body.Span[..smooth].CopyTo(workspace.Body.Span[offset..]);
            length = smooth;
        }
        else
        {
            State = after;
            _cacheAfter.CopyTo(_cache.Span);
        }

        SlcWorkspace.Pool.Return(other);
        return length;
    }

    /// <summary>As <see cref="CodeBand"/>, for photos: residuals under each block's best predictor, and runs where it is flat.</summary>
    private uint* CodeSmoothBand(uint start, uint width, uint height, uint* token, uint* counts)
    {
        var predictors = token;
        token = ChoosePredictors(start, width, height, token);
        uint* ring = _ring.Pointer, longHash = _longHash.Pointer, cache = _cache.Pointer;
        var literals = _literals.Pointer;
        var filledRow = 0u;
        var end = _position;
        var blocks = (uint)Predictor.Blocks((int)width);
        uint column = 0, row = 0;
        for (var place = start; place < end;)
        {
            uint pixel = ring[place], literal;
            if (row > 1 || (row == 1 && column >= SmoothRow.Step))
            {
                if (filledRow != row)
                {
                    SmoothRow.Fill(ring + place - column, width, column & ~(SmoothRow.Step - 1u), predictors + (row / Predictor.Block * blocks), literals);
                    filledRow = row;
                }

                literal = literals[column];
            }
            else
            {
                literal = EdgeLiteral(ring, start, width, place, predictors[column / Predictor.Block] & 3);
            }

            var context = (int)(literal >> 27);
            var main = counts + (context * SlcFormat.MainSymbols);
            uint length = 0;
            var kind = MatchKind.Up;
            if (place >= start + width && pixel == ring[place - width])
                length = MatchLength(ring + place, ring + place - width, Math.Min(end - place, SlcFormat.MaxMatch));
            if (place > start && pixel == ring[place - 1] && length < Enough)
            {
                var run = MatchLength(ring + place, ring + place - 1, Math.Min(end - place, SlcFormat.MaxMatch));
                if (run > length)
                    (length, kind) = (run, MatchKind.Left);
            }

            if (length >= MinSmoothMatch)
            {
                var lengthSymbol = PrefixCode.Split(length, out _, out var extra);
                main[SlcFormat.FirstMatchSymbol + (kind * SlcFormat.LengthCodes) + lengthSymbol]++;
                *token++ = Token.Match << 30 | (uint)context << 27 | (uint)kind << 24 | (uint)lengthSymbol << 16 | extra;
            }
            else
            {
                length = 1;
                cache[PixelModel.CacheSlot(pixel)] = pixel;
                var green = (int)(literal >> 16 & 255);
                var chroma = counts + (PixelModel.ResidualClass(green) * SlcFormat.ChromaSymbols);
                main[green]++;
                chroma[SlcFormat.RedOffset + (int)(literal >> 8 & 255)]++;
                chroma[SlcFormat.BlueOffset + (int)(literal & 255)]++;
                *token++ = literal;
                if ((place & 7) == 0 && place + HashReach < end)
                {
                    // So that it is found when it comes back.
                    var hash = HashLong(ring + place);
                    longHash[hash >> (64 - LongHashBits)] = Entry(hash, LongHashBits, place);
                }
            }

            place += length;
            column += length;
            if (column >= width)
            {
                row += column / width;
                column %= width;
            }
        }

        return token;
    }

    /// <summary>Writes a token for each block of the band.</summary>
    private uint* ChoosePredictors(uint start, uint width, uint height, uint* token)
    {
        for (uint y = 0; y < height; y += Predictor.Block)
        {
            for (uint x = 0; x < width; x += Predictor.Block)
                *token++ = Token.Predictor << 30 | BestPredictor(start, width, x, y, Math.Min(x + Predictor.Block, width), Math.Min(y + Predictor.Block, height));
        }

        return token;
    }

    private uint BestPredictor(uint start, uint width, uint fromX, uint fromY, uint toX, uint toY)
    {
        Vector512<int> medians = default, means = default, wides = default, slopes = default;
        for (var y = Math.Max(1, fromY + 1); y < toY; y += SampledRows)
        {
            for (var x = Math.Max(1, fromX); x < toX; x += SmoothRow.Step)
                SmoothRow.AddCosts(_ring.Pointer + start + (y * width) + x, width, (int)(toX - x), ref medians, ref means, ref wides, ref slopes);
        }

        int median = Vector512.Sum(medians), mean = Vector512.Sum(means), wide = Vector512.Sum(wides), slope = Vector512.Sum(slopes);
        var best = Math.Min(Math.Min(median, mean), Math.Min(wide, slope));
        return (uint)(best == median ? Predictor.Median : best == wide ? Predictor.WideMean : best == mean ? Predictor.Mean : Predictor.Slope);
    }

    /// <summary>The literal of a pixel that lacks some of its neighbours.</summary>
    private static uint EdgeLiteral(uint* ring, uint start, uint width, uint place, uint predictor)
    {
        var left = place > start ? ring[place - 1] : SlcFormat.Black;
        uint up = left, corner = left, upRight = left;
        if (place >= start + width)
        {
            up = ring[place - width];
            corner = place > start + width ? ring[place - width - 1] : up;
            upRight = ring[place - width + 1];
        }

        var residuals = PixelModel.Residuals(ring[place], PixelModel.Predict((int)predictor, left, up, corner, upRight));
        return (uint)PixelModel.SmoothContext(left, up, corner, upRight) << 27 | residuals;
    }

    /// <summary>Whether a good part of a rectangle's pixels can be found in the history.</summary>
    public bool Knows(ReadOnlySpan<uint> picture, int stride, Rect rectangle)
    {
        const int Samples = 256;
        var known = 0;
        if (rectangle.Width <= HashReach)
            return false;
        fixed (uint* pixels = picture)
        {
            for (var i = 0; i < Samples; i++)
            {
                var y = rectangle.Y + (((2 * i) + 1) * rectangle.Height / (2 * Samples));
                var x = rectangle.X + ((int)((uint)i * 0x9E3779B1u >> 16) % (rectangle.Width - (int)HashReach));
                known += IsKnown(pixels + (y * (long)stride) + x) ? 1 : 0;
            }
        }

        return 6 * known >= Samples;
    }

    private bool IsKnown(uint* pixels)
    {
        var hash = HashShort(pixels);
        var entry = _shortHash.Pointer[hash >> (64 - ShortHashBits)];
        if (HasTag(entry, hash, ShortHashBits) && Matches(pixels, entry & PlaceMask, 5))
            return true;
        hash = HashLong(pixels);
        entry = _longHash.Pointer[hash >> (64 - LongHashBits)];
        return HasTag(entry, hash, LongHashBits) && Matches(pixels, entry & PlaceMask, 16);
    }

    private bool Matches(uint* pixels, uint source, uint length) =>
        source + length <= _filled && MatchLength(pixels, _ring.Pointer + source, length) == length;
}
