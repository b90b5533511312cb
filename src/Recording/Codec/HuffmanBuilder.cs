namespace Hindsight.Recording.Codec;

/// <summary>Chooses code lengths for symbols from how often they occur. Keeps its arrays, so it allocates nothing per use.</summary>
internal sealed class HuffmanBuilder
{
    private readonly uint[] _weight = new uint[2 * SlcFormat.MainSymbols];
    private readonly int[] _heap = new int[SlcFormat.MainSymbols];
    private readonly int[] _parent = new int[2 * SlcFormat.MainSymbols];
    private readonly int[] _used = new int[SlcFormat.MainSymbols];
    private readonly byte[] _depth = new byte[2 * SlcFormat.MainSymbols];

    /// <summary>
    /// Fills <paramref name="lengths"/>: 0 for a symbol that does not occur, else 1 to <paramref name="limit"/>.
    /// Two or more symbols get a complete code; a single one gets length 1.
    /// </summary>
    public void Build(ReadOnlySpan<uint> counts, Span<byte> lengths, int limit)
    {
        lengths.Clear();
        var used = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] != 0)
                _used[used++] = symbol;
        }

        if (used == 1)
            lengths[_used[0]] = 1;
        if (used < 2)
            return;

        // Flatter counts make a shallower tree; at the latest equal ones fit, since 704 symbols need 10 bits.
        for (var flatten = 0; Depths(counts, used, flatten) > limit; flatten++)
        {
        }

        for (var i = 0; i < used; i++)
            lengths[_used[i]] = _depth[i];
    }

    /// <summary>Builds the tree and returns its depth; the leaves' depths are in the first places of <see cref="_depth"/>.</summary>
    private int Depths(ReadOnlySpan<uint> counts, int used, int flatten)
    {
        for (var i = 0; i < used; i++)
        {
            _weight[i] = Math.Max(1, counts[_used[i]] >> flatten);
            _heap[i] = i;
        }

        for (var i = (used / 2) - 1; i >= 0; i--)
            Sift(i, used);
        var node = used;
        for (var size = used; size > 1; node++)
        {
            var first = _heap[0];
            _heap[0] = _heap[--size];
            Sift(0, size);
            var second = _heap[0];
            _weight[node] = _weight[first] + _weight[second];
            _parent[first] = _parent[second] = node;
            _heap[0] = node;
            Sift(0, size);
        }

        var deepest = 0;
        _depth[node - 1] = 0;
        for (var i = node - 2; i >= 0; i--)
        {
            _depth[i] = (byte)(_depth[_parent[i]] + 1);
            if (i < used)
                deepest = Math.Max(deepest, _depth[i]);
        }

        return deepest;
    }

    private void Sift(int place, int size)
    {
        var moved = _heap[place];
        for (var child = (2 * place) + 1; child < size; child = (2 * place) + 1)
        {
            if (child + 1 < size && _weight[_heap[child + 1]] < _weight[_heap[child]])
                child++;
            if (_weight[_heap[child]] >= _weight[moved])
                break;
            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = moved;
    }
}
