using Hindsight.Server.Identity.Passkeys;
using Xunit;

namespace Hindsight.Unit.Server.Identity.Passkeys;

public sealed class OpenChallengesTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void A_challenge_is_for_one_use_and_for_five_minutes()
    {
        var challenges = new OpenChallenges(_clock);
        var (token, challenge) = challenges.Begin();
        Assert.Equal(challenge, challenges.Find(token));
        Assert.True(challenges.Use(token));
        Assert.False(challenges.Use(token));
        Assert.Null(challenges.Find(token));

        var (other, _) = challenges.Begin();
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(challenges.Find(other));
        Assert.False(challenges.Use(other));
    }

    [Fact]
    public void Tokens_can_not_be_made_up_nor_written_in_another_way()
    {
        var challenges = new OpenChallenges(_clock);
        var (token, _) = challenges.Begin();
        Assert.Null(new OpenChallenges(_clock).Find(token));
        Assert.Null(challenges.Find(""));
        Assert.Null(challenges.Find(token + "A"));
        for (var i = 0; i < token.Length; i++)
        {
            var other = token[i] == 'A' ? 'B' : 'A';
            Assert.Null(challenges.Find($"{token[..i]}{other}{token[(i + 1)..]}"));
        }
    }
}
