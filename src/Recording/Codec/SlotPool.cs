namespace Hindsight.Recording.Codec;

/// <summary>
/// A few large objects that sessions take turns with, so that memory grows with the cores and not with the sessions.
/// Renting never waits and returning never allocates: what finds no free slot is disposed.
/// </summary>
internal sealed class SlotPool<T>(Func<T> create, int slots)
    where T : class, IDisposable
{
    private readonly T?[] _slots = new T?[slots];

    /// <summary>Takes an object out, or makes one.</summary>
    public T Rent()
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (Interlocked.Exchange(ref slot, null) is { } free)
                return free;
        }

        return create();
    }

    /// <summary>Gives an object back; its user must not touch it any more.</summary>
    public void Return(T item)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (Interlocked.CompareExchange(ref slot, item, null) is null)
                return;
        }

        item.Dispose();
    }
}
