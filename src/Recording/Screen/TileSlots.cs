namespace Hindsight.Recording.Screen;

/// <summary>
/// Which slot keeps a tile of which place, newest first, and which slot is to be used next: they take turns, and one
/// that was of use since its last turn is passed over once.
/// </summary>
internal sealed class TileSlots
{
    private const int None = -1;

    private readonly int[] _place = new int[TileFormat.Slots];
    private readonly short[] _older = new short[TileFormat.Slots];
    private readonly bool[] _used = new bool[TileFormat.Slots];
    private readonly int[] _update = new int[TileFormat.Slots];
    private short[] _newest = [];
    private int _next;
    private int _now;

    /// <summary>Empties all slots.</summary>
    public void Reset(int tiles)
    {
        if (_newest.Length != tiles)
            _newest = new short[tiles];
        Array.Fill(_newest, (short)None);
        Array.Fill(_place, None);
        Array.Clear(_used);
        Array.Clear(_update);
        (_next, _now) = (0, 0);
    }

    /// <summary>What is used from here on is safe until the next call.</summary>
    public void BeginUpdate() => _now++;

    /// <summary>The slot with the newest tile of a place; -1 if there is none.</summary>
    public int Newest(int tile) => _newest[tile];

    /// <summary>The slot with the next older tile of the same place; -1 if there is none.</summary>
    public int Older(int slot) => _older[slot];

    /// <summary>Notes that a slot was of use.</summary>
    public void Use(int slot)
    {
        _used[slot] = true;
        _update[slot] = _now;
    }

    /// <summary>Gives a slot to a place; false if this update uses too many.</summary>
    public bool TryTake(int tile, out int slot)
    {
        for (var tries = 0; tries < 2 * TileFormat.Slots; tries++)
        {
            slot = _next;
            _next = (_next + 1) % TileFormat.Slots;
            if (_update[slot] == _now)
                continue;
            if (_used[slot])
            {
                _used[slot] = false;
                continue;
            }

            Unlink(slot);
            (_place[slot], _older[slot], _newest[tile], _update[slot]) = (tile, _newest[tile], (short)slot, _now);
            return true;
        }

        slot = None;
        return false;
    }

    private void Unlink(int slot)
    {
        if (_place[slot] == None)
            return;
        ref var link = ref _newest[_place[slot]];
        while (link != slot)
            link = ref _older[link];
        link = _older[slot];
    }
}
