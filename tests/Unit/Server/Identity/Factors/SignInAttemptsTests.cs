using Hindsight.Server.Identity;
using Hindsight.Server.Identity.Factors;
using Xunit;

namespace Hindsight.Unit.Server.Identity.Factors;

public sealed class SignInAttemptsTests
{
    private readonly TestClock _clock = new();
    private readonly User _alice = new("alice", "hash", DateTimeOffset.UnixEpoch);

    [Fact]
    public void An_attempt_ends_once_and_after_a_quarter_of_an_hour()
    {
        var attempts = new SignInAttempts(_clock);
        var attempt = attempts.Find(attempts.Begin(_alice, mustAdd: false, "192.0.2.1"))!;
        Assert.True(attempts.End(attempt));
        Assert.False(attempts.End(attempt));
        var late = attempts.Begin(_alice, mustAdd: false, "192.0.2.1");
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(attempts.Find(late));
    }

    [Fact]
    public void Attempts_from_elsewhere_do_not_end_a_persons_own()
    {
        var attempts = new SignInAttempts(_clock);
        var own = attempts.Begin(_alice, mustAdd: false, "192.0.2.1");
        for (var i = 0; i < 50; i++)
            attempts.Begin(_alice, mustAdd: false, "203.0.113.9");
        Assert.NotNull(attempts.Find(own));

        for (var i = 0; i < 8; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            attempts.Begin(_alice, mustAdd: false, "192.0.2.1");
        }

        Assert.Null(attempts.Find(own));
    }
}
