using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hindsight.Recording.Codec;

internal sealed unsafe partial class SlcEncoder
{
    // A match this long is taken without looking for a better one.
    private const uint Enough = 16;

    // A hash reads at most this many pixels.
    private const uint HashReach = 18;

    // After this many pixels without a match only every fourth is looked up.
    private const uint SparseAfter = 24;

    // The part of a hash table's entry that is a place of the ring.
    private const uint PlaceMask = SlcFormat.RingSize - 1;

    private const ulong Mix1 = 0x9E3779B185EBCA87;
    private const ulong Mix2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Mix3 = 0x165667B19E3779F9;
    private const ulong Mix4 = 0x27D4EB2F165667C5;
    private const ulong Mix5 = 0x9E3779B97F4A7C15;

    /// <summary>Turns the band from <paramref name="start"/> to the ring's position into tokens, counts their symbols and returns the tokens' end.</summary>
    private uint* CodeBand(uint start, uint width, uint* token, uint* counts)
    {
        uint* ring = _ring.Pointer, cache = _cache.Pointer, columns = _columns.Pointer;
        uint* shortHash = _shortHash.Pointer, longHash = _longHash.Pointer;
        uint end = _position, filled = _filled, last = _last, beforeLast = _beforeLast, misses = _misses;
        uint column = 0;
        for (var place = start; place < end;)
        {
            var limit = Math.Min(end - place, SlcFormat.MaxMatch);
            var pixel = ring[place];
            var left = place > start ? ring[place - 1] : SlcFormat.Black;
            var up = place >= start + width ? ring[place - width] : left;
            var corner = place > start + width ? ring[place - width - 1] : up;
            var context = PixelModel.Context(left, up, corner);
            var main = counts + (context * SlcFormat.MainSymbols);

            // The cheaper a kind is to code, the earlier it is tried; a later one must be clearly longer.
            uint best = 0, bestDistance = 0;
            var kind = -1;
            if (pixel == up && place >= start + width)
                (best, kind) = (1 + MatchLength(ring + place + 1, ring + place + 1 - width, limit - 1), MatchKind.Up);
            if (best < Enough && pixel == left && place > start)
            {
                var length = 1 + MatchLength(ring + place + 1, ring + place, limit - 1);
                if (length > best)
                    (best, kind) = (length, MatchKind.Left);
            }

            if (best < Enough)
            {
                var above = columns[column];
                if (above != 0)
                {
                    var length = LengthAt(ring, place, Source(place, above), end, filled, limit);
                    if (length > best + 1)
                        (best, kind, bestDistance) = (length, MatchKind.Column, above);
                }

                if (beforeLast != above)
                {
                    var length = LengthAt(ring, place, Source(place, beforeLast), end, filled, limit);
                    if (length > best + 1)
                        (best, kind) = (length, MatchKind.BeforeLast);
                }

                if (last != above)
                {
                    var length = LengthAt(ring, place, Source(place, last), end, filled, limit);
                    if (length > best + 1)
                        (best, kind) = (length, MatchKind.Last);
                }

                if (best < Enough && place + HashReach < end && (misses < SparseAfter || (place & 3) == 0))
                {
                    var hash = HashShort(ring + place);
                    var slot = shortHash + (hash >> (64 - ShortHashBits));
                    var entry = *slot;
                    *slot = Entry(hash, ShortHashBits, place);
                    if (HasTag(entry, hash, ShortHashBits))
                    {
                        var source = entry & PlaceMask;
                        var length = LengthAt(ring, place, source, end, filled, limit);
                        if (length >= 5 && length > best + 3)
                            (best, kind, bestDistance) = (length, MatchKind.New, Distance(place, source));
                    }

                    if (best < Enough && limit >= 16)
                    {
                        hash = HashLong(ring + place);
                        slot = longHash + (hash >> (64 - LongHashBits));
                        entry = *slot;
                        if ((place & 1) == 0)
                            *slot = Entry(hash, LongHashBits, place);
                        if (HasTag(entry, hash, LongHashBits))
                        {
                            var source = entry & PlaceMask;
                            var length = LengthAt(ring, place, source, end, filled, limit);
                            if (length >= 16 && length > best + 3)
                                (best, kind, bestDistance) = (length, MatchKind.New, Distance(place, source));
                        }
                    }
                }
            }

            if (kind >= 0)
            {
                misses = 0;
                var lengthSymbol = PrefixCode.Split(best, out _, out var extra);
                main[SlcFormat.FirstMatchSymbol + (kind * SlcFormat.LengthCodes) + lengthSymbol]++;
                *token++ = Token.Match << 30 | (uint)context << 27 | (uint)kind << 24 | (uint)lengthSymbol << 16 | extra;
                if (kind == MatchKind.New)
                {
                    counts[SlcFormat.DistanceOffset + PrefixCode.Split(bestDistance, out _, out _)]++;
                    *token++ = bestDistance;
                    (last, beforeLast) = (bestDistance, last);
                }
                else if (kind == MatchKind.BeforeLast)
                {
                    (last, beforeLast) = (beforeLast, last);
                    bestDistance = last;
                }
                else if (kind == MatchKind.Last)
                {
                    bestDistance = last;
                }

                if (kind >= MatchKind.Last)
                    Remember(columns, bestDistance, best, column, width);
                if (best >= 4)
                    HashMatch(ring, shortHash, longHash, place, best, kind, end);
                place += best;
                column += best;
                if (column >= width)
                    column %= width;
                continue;
            }

            misses++;
            var cacheSlot = PixelModel.CacheSlot(pixel);
            if (cache[cacheSlot] == pixel && PixelModel.UsesCache(context))
            {
                main[SlcFormat.FirstCacheSymbol + cacheSlot]++;
                *token++ = Token.Cached << 30 | (uint)context << 27 | (uint)cacheSlot;
            }
            else
            {
                cache[cacheSlot] = pixel;
                var residuals = PixelModel.Residuals(pixel, PixelModel.Median(left, up, corner));
                var green = (int)(residuals >> 16);
                var chroma = counts + (PixelModel.ResidualClass(green) * SlcFormat.ChromaSymbols);
                main[green]++;
                chroma[SlcFormat.RedOffset + (int)(residuals >> 8 & 255)]++;
                chroma[SlcFormat.BlueOffset + (int)(residuals & 255)]++;
                *token++ = (uint)context << 27 | residuals;
            }

            place++;
            if (++column == width)
                column = 0;
        }

        (_last, _beforeLast, _misses) = (last, beforeLast, misses);
        return token;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Source(uint place, uint distance) => place >= distance ? place - distance : place + SlcFormat.RingSize - distance;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Distance(uint place, uint source) => place > source ? place - source : place + SlcFormat.RingSize - source;

    /// <summary>How many pixels from <paramref name="place"/> on equal those from <paramref name="source"/> on, if a message may use that source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LengthAt(uint* ring, uint place, uint source, uint end, uint filled, uint limit)
    {
        if ((source >= place && (source < end || source >= filled)) || ring[source] != ring[place])
            return 0;
        return MatchLength(ring + place, ring + source, source < place ? limit : Math.Min(limit, filled - source));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MatchLength(uint* first, uint* second, uint limit)
    {
        uint length = 0;
        for (; length + 8 <= limit; length += 8)
        {
            var equal = Vector256.Equals(Vector256.Load(first + length), Vector256.Load(second + length)).ExtractMostSignificantBits();
            if (equal != 0xFF)
                return length + (uint)BitOperations.TrailingZeroCount(~equal);
        }

        while (length < limit && first[length] == second[length])
            length++;
        return length;
    }

    /// <summary>What a table holds for a place: the ten bits of the hash behind those that chose the slot, and the place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Entry(ulong hash, int slotBits, uint place) => Tag(hash, slotBits) | place;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasTag(uint entry, ulong hash, int slotBits) => (entry & ~PlaceMask) == Tag(hash, slotBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Tag(ulong hash, int slotBits) => (uint)(hash >> (32 - slotBits)) & ~PlaceMask;

    /// <summary>Of the first four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashShort(uint* pixels) => (Pair(pixels) * Mix1 ^ Pair(pixels + 2) * Mix2) * Mix5;

    /// <summary>Of eight of the first sixteen pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashLong(uint* pixels) =>
        ((Pair(pixels) * Mix1 ^ Pair(pixels + 4) * Mix2) + (Pair(pixels + 9) * Mix3 ^ Pair(pixels + 14) * Mix4)) * Mix5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(uint* pixels) => Unsafe.ReadUnaligned<ulong>(pixels);

    /// <summary>Makes some places inside a match findable; the longer it is, the fewer.</summary>
    private static void HashMatch(uint* ring, uint* shortHash, uint* longHash, uint place, uint length, int kind, uint end)
    {
        var reach = end > HashReach ? Math.Min(place + length, end - HashReach) : 0;
        if (kind >= MatchKind.Last || length < 64)
        {
            var step = length > 256 ? 16u : length > 32 ? 4u : 2u;
            for (var i = place + 1; i < reach; i += step)
            {
                var hash = HashShort(ring + i);
                shortHash[hash >> (64 - ShortHashBits)] = Entry(hash, ShortHashBits, i);
            }
        }

        if (length >= 16 && kind != MatchKind.Left)
        {
            for (var i = (place + 15) & ~15u; i < reach; i += 16)
            {
                var hash = HashLong(ring + i);
                longHash[hash >> (64 - LongHashBits)] = Entry(hash, LongHashBits, i);
            }
        }
    }

    private static void Remember(uint* columns, uint distance, uint length, uint column, uint width)
    {
        length = Math.Min(length, width);
        var here = Math.Min(length, width - column);
        new Span<uint>(columns + column, (int)here).Fill(distance);
        new Span<uint>(columns, (int)(length - here)).Fill(distance);
    }
}
