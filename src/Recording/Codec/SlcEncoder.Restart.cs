namespace Hindsight.Recording.Codec;

internal sealed unsafe partial class SlcEncoder
{
    /// <summary>Makes the picture's first rows the history: docs/FORMAT.md, "Restart".</summary>
    public void Restart(ReadOnlySpan<uint> picture, int width, int height)
    {
        Clear();
        var pixels = Math.Min(height, SlcFormat.RestartPixels / width) * width;
        picture[..pixels].CopyTo(_ring.Span);
        _position = _filled = (uint)pixels;
        Seed();
    }

    /// <summary>
    /// Makes places of the history findable: those where something begins, since there a coder looks for what it can't
    /// copy from its neighbours. Noise begins everywhere, so of a row of such places only every fourth counts.
    /// </summary>
    private void Seed()
    {
        var ring = _ring.Pointer;
        uint* shortHash = _shortHash.Pointer, longHash = _longHash.Pointer;
        for (uint place = 1, changes = 0; place + HashReach < _position; place++)
        {
            changes = ring[place] != ring[place - 1] ? changes + 1 : 0;
            if (changes == 0 || (changes > 3 && (changes & 3) != 0))
                continue;
            var hash = HashShort(ring + place);
            shortHash[hash >> (64 - ShortHashBits)] = Entry(hash, ShortHashBits, place);
            if ((place & 1) != 0)
                continue;
            hash = HashLong(ring + place);
            longHash[hash >> (64 - LongHashBits)] = Entry(hash, LongHashBits, place);
        }
    }
}
