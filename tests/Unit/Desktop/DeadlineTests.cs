using Hindsight.Desktop;
using Hindsight.Unit.Server;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // The clock's timestamps round.
    private static readonly TimeSpan LastSecond = TimeSpan.FromMilliseconds(1001);

    private readonly TestClock _clock = new();
    private int _expired;

    [Fact]
    public void It_runs_out_once()
    {
        using var deadline = Started(10);
        _clock.Advance(9 * Second);
        Assert.Equal(0, _expired);
        _clock.Advance(LastSecond);
        _clock.Advance(100 * Second);
        Assert.Equal(1, _expired);
    }

    [Fact]
    public void Time_in_a_pause_does_not_count()
    {
        using var deadline = Started(10);
        _clock.Advance(6 * Second);
        deadline.Pause();
        _clock.Advance(100 * Second);
        deadline.Resume();
        _clock.Advance(3 * Second);
        Assert.Equal(0, _expired);
        _clock.Advance(LastSecond);
        Assert.Equal(1, _expired);
    }

    [Fact]
    public void Started_in_a_pause_it_runs_from_its_end()
    {
        using var deadline = new Deadline(_clock);
        deadline.Pause();
        deadline.Start(10 * Second, () => _expired++);
        _clock.Advance(50 * Second);
        deadline.Resume();
        _clock.Advance(9 * Second);
        Assert.Equal(0, _expired);
        _clock.Advance(LastSecond);
        Assert.Equal(1, _expired);
    }

    [Fact]
    public void Started_again_it_forgets_the_first_limit()
    {
        using var deadline = Started(10);
        _clock.Advance(5 * Second);
        deadline.Start(20 * Second, () => _expired += 10);
        _clock.Advance(10 * Second);
        Assert.Equal(0, _expired);
        _clock.Advance(10 * Second);
        Assert.Equal(10, _expired);
    }

    [Fact]
    public void Stopped_it_never_runs_out()
    {
        using var deadline = Started(10);
        deadline.Stop();
        deadline.Pause();
        deadline.Resume();
        _clock.Advance(100 * Second);
        Assert.Equal(0, _expired);
    }

    private Deadline Started(int seconds)
    {
        var deadline = new Deadline(_clock);
        deadline.Start(seconds * Second, () => _expired++);
        return deadline;
    }
}
