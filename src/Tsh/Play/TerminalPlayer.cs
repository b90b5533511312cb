using Hindsight.Recording.Playback;

namespace Hindsight.Tsh.Play;

/// <summary>Plays a terminal's recording at its own pace, or another that the person chooses.</summary>
internal sealed class TerminalPlayer(PlaybackCursor cursor, PlayWindow window, IPlayInput input, double speed, bool skipsIdle)
{
    /// <summary>What is left of a stretch without a change, in milliseconds.</summary>
    private const double IdleLeft = 500;

    private const double ShortestWait = 8, LongestWait = 1000;

    /// <summary>How much time is made up for after a wait that took too long; a program that was stopped for an hour goes on where it was.</summary>
    private const double MostLate = 250;

    private const double Step = 5_000, FarStep = 60_000;

    /// <summary>The fastest and the slowest that keys lead to.</summary>
    private const double Fastest = 16, Slowest = 0.25;

    private readonly long _duration = cursor.Recording.Duration;
    private double _time;
    private double _speed = speed;
    private bool _isPaused;

    /// <summary>Plays to the end, or until the person has enough.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            window.Show(cursor.HasPicture ? cursor.Terminal.Terminal : null, new PlayState((long)_time, _duration, _speed, _isPaused));
            var next = await cursor.PeekTimeAsync(cancellation);
            var target = Math.Max(_time, next ?? _duration);
            if (skipsIdle && target - _time > IdleLeft && !_isPaused)
                _time = target - IdleLeft;
            if (next is null && _time >= _duration && !_isPaused)
                return;

            // The title shows the seconds, so no wait is longer; and no screen shows more pictures than one every few milliseconds.
            var stop = Math.Clamp(target, _time + Math.Min(ShortestWait * _speed, _duration - _time), _time + (LongestWait * _speed));
            var (key, passed) = await input.WaitAsync(_isPaused ? null : TimeSpan.FromMilliseconds((stop - _time) / _speed), cancellation);
            if (!_isPaused)
                _time = Math.Clamp(_time + (passed.TotalMilliseconds * _speed), key == PlayKey.None ? stop : _time, Math.Min(_duration, stop + (MostLate * _speed)));
            if (key == PlayKey.Quit)
                return;
            Apply(key);
            await cursor.SeekAsync((long)_time, cancellation);
        }
    }

    private void Apply(PlayKey key)
    {
        // At the end one may still want to go back.
        _isPaused = key == PlayKey.End || _isPaused ^ (key == PlayKey.Pause);
        _speed = Math.Clamp(_speed * key switch { PlayKey.Faster => 2, PlayKey.Slower => 0.5, _ => 1 }, Slowest, Fastest);
        _time = Math.Clamp(key switch
        {
            PlayKey.Back => _time - Step,
            PlayKey.Forward => _time + Step,
            PlayKey.FarBack => _time - FarStep,
            PlayKey.FarForward => _time + FarStep,
            PlayKey.Start => 0,
            PlayKey.End => _duration,
            _ => _time,
        }, 0, _duration);
    }
}
