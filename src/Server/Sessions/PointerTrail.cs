namespace Hindsight.Server.Sessions;

/// <summary>
/// Thins out pointer moves: at most one is passed on in <see cref="Interval"/> milliseconds, and the last position is
/// always passed on in the end. Not thread-safe.
/// </summary>
internal sealed class PointerTrail(long interval)
{
    private long _last = -interval;
    private bool _pending;

    /// <summary>Milliseconds between two moves that are passed on.</summary>
    public long Interval => interval;

    /// <summary>The last position.</summary>
    public int X { get; private set; }

    /// <summary>The last position.</summary>
    public int Y { get; private set; }

    /// <summary>Takes a position; true when it is to be passed on now, else it is kept until <see cref="TakePending"/>.</summary>
    public bool Move(int x, int y, long now)
    {
        if (x == X && y == Y)
            return false;
        (X, Y) = (x, y);
        _pending = now - _last < interval;
        if (!_pending)
            _last = now;
        return !_pending;
    }

    /// <summary>Takes the position that was kept, if there is one: before a button, or once the interval is over.</summary>
    public bool TakePending(long now)
    {
        if (!_pending)
            return false;
        (_pending, _last) = (false, now);
        return true;
    }

    /// <summary>Milliseconds until a kept position is due; null when none is kept.</summary>
    public long? DueIn(long now) => _pending ? Math.Max(0, _last + interval - now) : null;
}
