using Hindsight.Server.Identity.Factors;
using Xunit;

namespace Hindsight.Unit.Server.Identity.Factors;

public sealed class FactorStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(7, 8, true)]
    [InlineData(7, 7, false)]
    [InlineData(7, 6, false)]
    [InlineData(7, 0, false)]
    public async Task A_passkeys_counter_must_go_on(long known, long shown, bool good)
    {
        using var database = await TestDatabase.CreateAsync();
        var passkey = new Factor { User = "alice", Kind = Factor.Passkey, Name = "key", CredentialId = "id", PublicKey = [1], SignCount = known, RpId = "localhost" };
        await database.Factors.AddAsync(passkey, Cancellation);
        Assert.Equal(good, await database.Factors.CountPasskeyAsync(passkey, shown, Cancellation));
        var kept = (await database.Factors.FindPasskeyAsync("id", Cancellation))!;
        Assert.Equal((good ? shown : known, good), (kept.SignCount, kept.LastUsed is not null));
    }

    [Fact]
    public async Task The_last_one_stays_when_somebody_says_so()
    {
        using var database = await TestDatabase.CreateAsync();
        var factor = new Factor { User = "alice", Kind = Factor.Otp, Name = "phone", Secret = [1], Created = database.Clock.GetUtcNow() };
        await database.Factors.AddAsync(factor, Cancellation);
        Assert.False(await database.Factors.RemoveAsync(factor, all => all.Count > 1, Cancellation));
        Assert.True(await database.Factors.RemoveAsync(factor, _ => true, Cancellation));
        Assert.False(await database.Factors.RemoveAsync(factor, _ => true, Cancellation));
        Assert.Equal(["mfa.add T1006I", "mfa.delete T1007I"], await database.EventsAsync());
    }
}
