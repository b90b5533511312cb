namespace Hindsight.Recording.Screen;

/// <summary>Counts votes for how far something moved. Of two moves that share a slot the one with more votes keeps it.</summary>
internal sealed class MoveVotes
{
    private const int SlotBits = 10;

    /// <summary>Fewer votes are chance.</summary>
    private const int MinVotes = 6;

    private readonly (int X, int Y, int Count)[] _slots = new (int, int, int)[1 << SlotBits];

    public void Clear() => Array.Clear(_slots);

    public void Add(int x, int y)
    {
        if (x == 0 && y == 0)
            return;
        ref var slot = ref _slots[(uint)((x * 0x10001) + y) * 0x9E3779B1u >> (32 - SlotBits)];
        if (slot.X == x && slot.Y == y)
            slot.Count++;
        else if (slot.Count > 1)
            slot.Count--;
        else
            slot = (x, y, 1);
    }

    /// <summary>Takes out the moves with the most votes, as far as they have enough.</summary>
    public Span<(int X, int Y)> TakeBest(Span<(int X, int Y)> target)
    {
        for (var taken = 0; taken < target.Length; taken++)
        {
            var best = 0;
            for (var i = 1; i < _slots.Length; i++)
            {
                if (_slots[i].Count > _slots[best].Count)
                    best = i;
            }

            if (_slots[best].Count < MinVotes)
                return target[..taken];
            target[taken] = (_slots[best].X, _slots[best].Y);
            _slots[best].Count = 0;
        }

        return target;
    }
}
