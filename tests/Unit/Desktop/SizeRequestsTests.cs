using Hindsight.Desktop;
using Hindsight.Unit.Server;
using Xunit;

namespace Hindsight.Unit.Desktop;

public sealed class SizeRequestsTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly List<(int Width, int Height)> _asked = [];
    private readonly SizeRequests _requests;

    public SizeRequestsTests() => _requests = new SizeRequests(_clock, _asked.Add);

    public void Dispose() => _requests.Dispose();

    [Fact]
    public void Nothing_is_asked_before_the_desktop_has_come_to_rest()
    {
        _requests.Want((1000, 700));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_asked);
        _requests.Took((1280, 800));
        Assert.Empty(_asked);
        _clock.Advance(SizeRequests.Rest);
        Assert.Equal([(1000, 700)], _asked);
    }

    [Fact]
    public void Of_many_wishes_the_first_and_the_newest_are_asked_for()
    {
        Rested();
        for (var width = 900; width < 1000; width += 2)
            _requests.Want((width, 700));
        Assert.Equal([(900, 700)], _asked);
        _requests.Took((900, 700));
        _clock.Advance(SizeRequests.Rest);
        Assert.Equal([(900, 700), (998, 700)], _asked);
    }

    [Fact]
    public void A_desktop_that_does_not_answer_is_asked_again_later()
    {
        Rested();
        _requests.Want((900, 700));
        _requests.Want((1000, 700));
        _clock.Advance(SizeRequests.Patience);
        Assert.Equal([(900, 700), (1000, 700)], _asked);
    }

    [Fact]
    public void The_size_it_has_is_not_asked_for()
    {
        Rested();
        _requests.Want((1280, 800));
        Assert.Empty(_asked);
        _requests.Want((900, 700));
        Assert.Equal([(900, 700)], _asked);
    }

    private void Rested()
    {
        _requests.Took((1280, 800));
        _clock.Advance(SizeRequests.Rest);
    }
}
