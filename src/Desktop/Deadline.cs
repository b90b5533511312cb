namespace Hindsight.Desktop;

/// <summary>
/// A clock that runs out once, and can be stopped while somebody else is to blame for the time that passes.
/// Safe to use from several threads.
/// </summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>Timers and timestamps round differently.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private Action? _expired;
    private TimeSpan _left;
    private long _since;
    private bool _paused;

    internal Deadline(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts the clock, in place of what it ran for.</summary>
    internal void Start(TimeSpan limit, Action expired)
    {
        lock (_lock)
        {
            (_left, _expired) = (limit, expired);
            if (!_paused)
                Run();
        }
    }

    internal void Stop()
    {
        lock (_lock)
            _expired = null;
    }

    internal void Pause()
    {
        lock (_lock)
        {
            if (!_paused && _expired is not null)
                _left -= _time.GetElapsedTime(_since);
            _paused = true;
        }
    }

    internal void Resume()
    {
        lock (_lock)
        {
            _paused = false;
            if (_expired is not null)
                Run();
        }
    }

    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private void Run()
    {
        _since = _time.GetTimestamp();
        _timer.Change(_left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        Action? expired;
        lock (_lock)
        {
            if (_paused || _expired is null)
                return;
            var left = _left - _time.GetElapsedTime(_since);
            if (left > Rounding)
            {
                // The timer was set before the last Start or Pause.
                _timer.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }

            (expired, _expired) = (_expired, null);
        }

        expired();
    }
}
