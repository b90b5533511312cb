namespace Hindsight.Desktop;

/// <summary>
/// Asks for one screen size at a time, and of several wishes only for the newest: xrdp ends a session that is asked for
/// a size before it has come to rest in the last one. Safe to use from several threads.
/// </summary>
internal sealed class SizeRequests : IDisposable
{
    /// <summary>How long a desktop is left in peace after it has taken a size.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>How long a desktop may take to answer; many never do.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Action<(int Width, int Height)> _ask;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private (int Width, int Height)? _wanted;
    private (int Width, int Height) _current;
    private bool _busy = true;

    /// <summary>Nothing is asked for before the desktop has taken its first size.</summary>
    internal SizeRequests(TimeProvider time, Action<(int Width, int Height)> ask)
    {
        _ask = ask;
        _timer = time.CreateTimer(_ => OnRested(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Somebody wants this size.</summary>
    internal void Want((int Width, int Height) size)
    {
        lock (_lock)
        {
            _wanted = size;
            if (!_busy)
                Ask();
        }
    }

    /// <summary>The desktop has this size now.</summary>
    internal void Took((int Width, int Height) size)
    {
        lock (_lock)
        {
            _current = size;
            Wait(Rest);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void OnRested()
    {
        lock (_lock)
        {
            _busy = false;
            Ask();
        }
    }

    private void Ask()
    {
        var wanted = _wanted;
        _wanted = null;
        if (wanted is not { } size || size == _current)
            return;
        Wait(Patience);
        _ask(size);
    }

    private void Wait(TimeSpan time)
    {
        _busy = true;
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }
}
