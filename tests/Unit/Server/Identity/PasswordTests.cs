using Hindsight.Server.Identity;
using Xunit;

namespace Hindsight.Unit.Server.Identity;

public sealed class PasswordTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hash_is_Argon2id_and_opens_to_its_password_alone()
    {
        var hash = await PasswordHash.CreateAsync("correct horse battery", Cancellation);
        Assert.StartsWith("$argon2id$v=19$m=65536,t=3,p=1$", hash, StringComparison.Ordinal);
        Assert.NotEqual(hash, await PasswordHash.CreateAsync("correct horse battery", Cancellation));
        Assert.True(await PasswordHash.VerifyAsync(hash, "correct horse battery", Cancellation));
        Assert.False(await PasswordHash.VerifyAsync(hash, "correct horse batterz", Cancellation));
        Assert.False(await PasswordHash.VerifyAsync(hash, "", Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("$argon2id$v=19$m=65536,t=3,p=1$")]
    public async Task A_broken_hash_opens_to_nothing(string hash) =>
        Assert.False(await PasswordHash.VerifyAsync(hash, "correct horse battery", Cancellation));

    [Theory]
    [InlineData("short", "too short")]
    [InlineData("aaaaaaaaaaaaaaaa", "too few characters")]
    [InlineData("alice-alice1", "little more than")]
    [InlineData("has a\ttab in it here", "control character")]
    public void A_weak_password_is_refused(string password, string reason) =>
        Assert.Contains(reason, Passwords.Fault(password, "alice-alice"), StringComparison.Ordinal);
}
