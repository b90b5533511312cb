using Hindsight.Server.Identity;
using Xunit;

namespace Hindsight.Unit.Server.Identity;

public sealed class SignInThrottleTests
{
    private readonly TestClock _clock = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_clock);

    [Fact]
    public void An_address_that_guesses_one_user_waits_and_may_then_go_on()
    {
        Fail("alice", "192.0.2.1", 8);
        var wait = _throttle.Begin("alice", "192.0.2.1");
        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        _clock.Advance(wait);
        Assert.Equal(TimeSpan.Zero, _throttle.Begin("alice", "192.0.2.1"));
        Assert.NotEqual(TimeSpan.Zero, _throttle.Begin("alice", "192.0.2.1"));
    }

    [Fact]
    public void A_few_mistakes_cost_nothing()
    {
        Fail("alice", "192.0.2.1", 7);
        Assert.Equal(TimeSpan.Zero, _throttle.Begin("alice", "192.0.2.1"));
        Assert.Equal(TimeSpan.Zero, _throttle.Delay("alice"));
    }

    [Fact]
    public void Guessing_at_a_user_locks_nobody_else_out()
    {
        for (var i = 0; i < 500; i++)
            Fail("alice", $"198.51.100.{i % 250}", 1);
        Assert.Equal(TimeSpan.Zero, _throttle.Begin("alice", "192.0.2.1"));
        Assert.Equal(TimeSpan.Zero, _throttle.Begin("bob", "192.0.2.1"));
        Assert.Equal(TimeSpan.FromSeconds(2), _throttle.Delay("alice"));
        Assert.Equal(TimeSpan.Zero, _throttle.Delay("bob"));
    }

    [Fact]
    public void An_address_that_guesses_many_users_waits_for_all()
    {
        for (var i = 0; i < 40; i++)
            Fail($"user{i}", "192.0.2.1", 1);
        Assert.NotEqual(TimeSpan.Zero, _throttle.Begin("alice", "192.0.2.1"));
        Assert.Equal(TimeSpan.Zero, _throttle.Begin("alice", "192.0.2.2"));
    }

    [Fact]
    public void Success_costs_nothing()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(TimeSpan.Zero, _throttle.Begin("alice", "192.0.2.1"));
            _throttle.Succeeded("alice", "192.0.2.1");
        }

        Assert.Equal(TimeSpan.Zero, _throttle.Delay("alice"));
    }

    [Fact]
    public void Attempts_at_the_same_time_do_not_slip_through()
    {
        var allowed = 0;
        Parallel.For(0, 100, _ =>
        {
            if (_throttle.Begin("alice", "192.0.2.1") == TimeSpan.Zero)
                Interlocked.Increment(ref allowed);
        });
        Assert.Equal(8, allowed);
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:1:2:3", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void An_address_is_what_one_person_can_not_change(string a, string b, bool same) =>
        Assert.Equal(same, SignInThrottle.Network(a) == SignInThrottle.Network(b));

    [Fact]
    public void Guessing_codes_from_elsewhere_does_not_keep_a_person_from_where_they_signed_in_before()
    {
        Assert.Equal(TimeSpan.Zero, _throttle.BeginCode("alice", "192.0.2.1"));
        _throttle.CodeSucceeded("alice", "192.0.2.1");
        for (var i = 0; i < 10; i++)
            Assert.Equal(TimeSpan.Zero, _throttle.BeginCode("alice", $"198.51.100.{i}"));
        Assert.NotEqual(TimeSpan.Zero, _throttle.BeginCode("alice", "203.0.113.9"));
        Assert.Equal(TimeSpan.Zero, _throttle.BeginCode("alice", "192.0.2.1"));
        Assert.Equal(TimeSpan.Zero, _throttle.BeginCode("bob", "203.0.113.9"));
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        for (var i = 0; i < 60_000; i++)
            Fail($"u{i}", $"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}", 1);
        Assert.InRange(_throttle.Remembered, 1, 100_003);
    }

    private void Fail(string user, string address, int times)
    {
        for (var i = 0; i < times; i++)
            _throttle.Begin(user, address);
    }
}
