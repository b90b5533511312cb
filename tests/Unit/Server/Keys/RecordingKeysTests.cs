using System.Security.Cryptography;
using Hindsight.Recording.Chunks;
using Hindsight.Server.Configuration;
using Hindsight.Server.Keys;
using Xunit;

namespace Hindsight.Unit.Server.Keys;

public sealed class RecordingKeysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_makes_a_key_and_the_next_ones_keep_it()
    {
        using var test = await TestDatabase.CreateAsync();
        using var first = await LoadAsync(test);
        using var next = await LoadAsync(test);
        Assert.Equal(first.List(KeyPurpose.Signing).Single().KeyId, next.List(KeyPurpose.Signing).Single().KeyId);
        var signature = first.Signer.Sign("a seal"u8);
        Assert.True(next.Verifier.Verify(first.Signer.KeyId.Span, SealAlgorithm.EcdsaP256Sha256, "a seal"u8, signature));
        Assert.False(next.Verifier.Verify(first.Signer.KeyId.Span, SealAlgorithm.EcdsaP256Sha256, "a sea1"u8, signature));
    }

    [Fact]
    public async Task Servers_that_start_at_once_agree_on_one_key()
    {
        using var test = await TestDatabase.CreateAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => LoadAsync(test), Cancellation)));
        Assert.Single(all.Select(k => Convert.ToHexString(k.Signer.KeyId.Span)).Distinct());
        foreach (var keys in all)
            keys.Dispose();
    }

    [Fact]
    public async Task A_new_key_takes_over_and_the_old_one_checks_what_it_signed()
    {
        using var test = await TestDatabase.CreateAsync();
        using var keys = await LoadAsync(test);
        var (old, signature) = (keys.Signer.KeyId, keys.Signer.Sign("a seal"u8));
        await keys.RotateAsync(KeyPurpose.Signing, "root", Cancellation);

        Assert.False(keys.Signer.KeyId.Span.SequenceEqual(old.Span));
        Assert.True(keys.Verifier.Has(keys.Signer.KeyId.Span));
        Assert.True(keys.Verifier.Verify(old.Span, SealAlgorithm.EcdsaP256Sha256, "a seal"u8, signature));
        Assert.Equal([true, false], keys.List(KeyPurpose.Signing).Select(k => k.Retired is not null));
        Assert.Equal([null, true], keys.List(KeyPurpose.Signing).Select(k => (object?)(k.PrivateKey is null ? null : true)));
        Assert.Equal(["recording_key.rotated HS3003I"], await test.EventsAsync());
    }

    [Fact]
    public void Keys_are_read_from_an_exported_text()
    {
        using var a = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var b = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ring = SealKeyRing.FromPem($"Key one\n{a.ExportSubjectPublicKeyInfoPem()}\nKey two\n{b.ExportSubjectPublicKeyInfoPem()}\n");
        Assert.True(ring.Has(new EcdsaSealKey(a).KeyId.Span) && ring.Has(new EcdsaSealKey(b).KeyId.Span));
        Assert.Throws<CryptographicException>(() => SealKeyRing.FromPem("no key"));
    }

    private static async Task<RecordingKeys> LoadAsync(TestDatabase test)
    {
        var keys = new RecordingKeys(new KeyTable(test.Database, test.Audit, test.Clock), new ServerConfiguration());
        await keys.LoadAsync(Cancellation);
        return keys;
    }
}
