using FsCheck;
using FsCheck.Fluent;
using Hindsight.Server.Sessions;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

public sealed class PointerTrailTests
{
    [Fact]
    public void Moves_are_thinned_out_and_the_last_one_always_comes() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte X, byte Step)[]>(),
        moves =>
        {
            var trail = new PointerTrail(interval: 40);
            var passed = new List<(long Time, int X)>();
            long now = 0;
            foreach (var (x, step) in moves)
            {
                now += step;
                if (trail.DueIn(now) == 0 && trail.TakePending(now))
                    passed.Add((now, trail.X));
                if (trail.Move(x + 1, 0, now))
                    passed.Add((now, x + 1));
            }

            if (trail.DueIn(now) is { } wait && trail.TakePending(now + wait))
                passed.Add((now + wait, trail.X));
            var apart = passed.Zip(passed.Skip(1)).All(p => p.Second.Time - p.First.Time >= 40);
            var last = moves.Length == 0 || passed[^1].X == moves[^1].X + 1;
            return apart && last;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Standing_still_is_no_move()
    {
        var trail = new PointerTrail(40);
        Assert.True(trail.Move(5, 5, 0));
        Assert.False(trail.Move(5, 5, 1000));
        Assert.Null(trail.DueIn(1000));
    }
}
