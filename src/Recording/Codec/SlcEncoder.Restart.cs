namespace Hindsight.Recording.Codec;

internal sealed unsafe partial class SlcEncoder
{
    // One place in so many is made findable by a restart: enough for text and edges, and quick.
    private const int SeedStep = 16;

    /// <summary>Makes the picture's first rows the history: docs/FORMAT.md, "Restart".</summary>
    public void Restart(ReadOnlySpan<uint> picture, int width, int height)
    {
        Clear();
        var pixels = Math.Min(height, SlcFormat.RestartPixels / width) * width;
        picture[..pixels].CopyTo(_ring.Span);
        _position = _filled = (uint)pixels;
        Seed();
    }

    private void Seed()
    {
        var ring = _ring.Pointer;
        ulong* shortHash = _shortHash.Pointer, longHash = _longHash.Pointer;
        for (uint place = 0; place + HashReach < _position; place += SeedStep)
        {
            var hash = HashLong(ring + place);
            longHash[hash >> (64 - LongHashBits)] = hash << 32 | place;
            hash = HashShort(ring + place);
            shortHash[hash >> (64 - ShortHashBits)] = hash << 32 | place;
        }
    }
}
