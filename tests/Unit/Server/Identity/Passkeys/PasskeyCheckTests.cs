using System.Buffers.Text;
using Hindsight.Server.Identity.Passkeys;
using Xunit;

namespace Hindsight.Unit.Server.Identity.Passkeys;

public sealed class PasskeyCheckTests
{
    private static readonly byte[] Challenge = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly string Written = Base64Url.EncodeToString(Challenge);

    private static PasskeyCeremony Ceremony(bool mustVerify = true) => new("localhost", "https://localhost", Challenge, mustVerify);

    [Theory]
    [InlineData(CoseKey.Es256)]
    [InlineData(CoseKey.Rs256)]
    public void A_passkey_is_made_and_signs(int algorithm)
    {
        using var authenticator = new SoftwareAuthenticator(algorithm) { Count = 3 };
        var (made, fault) = PasskeyCheck.Registration(authenticator.Client(ClientData.Create, Written), authenticator.Attestation(), Ceremony());
        Assert.Null(fault);
        Assert.Equal(authenticator.CredentialId, made!.CredentialId);
        Assert.Equal(3u, made.SignCount);

        var (client, data) = (authenticator.Client(ClientData.Get, Written), authenticator.Data());
        var (signed, wrong) = PasskeyCheck.Assertion(client, data, authenticator.Sign(client, data), made.PublicKey, Ceremony());
        Assert.Null(wrong);
        Assert.Equal((3u, true), (signed!.SignCount, signed.UserVerified));
    }

    /// <summary>Ed25519 as in RFC 8032, 7.1, test 2: one byte of message.</summary>
    [Fact]
    public void Ed25519_signatures_are_checked()
    {
        var key = Convert.FromHexString("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        var signature = Convert.FromHexString("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        var read = CoseKey.Read([0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32, .. key], out _)!;
        Assert.True(read.Verifies([0x72], signature));
        Assert.False(read.Verifies([0x73], signature));
        Assert.False(read.Verifies([0x72], signature.AsSpan(1)));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "type", "the answer is to something else" },
        { "challenge", "another challenge" },
        { "origin", "another address" },
        { "embedded", "another address" },
        { "domain", "another domain" },
        { "untouched", "nobody touched" },
        { "unverified", "did not check who used it" },
        { "signature", "not the passkey's" },
        { "other data", "not the passkey's" },
        { "other client", "not the passkey's" },
        { "other key", "not the passkey's" },
        { "no key", "not the passkey's" },
        { "short", "can't be read" },
        { "long", "can't be read" },
        { "no json", "can't be read" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_wrong_part_is_refused(string part, string fault)
    {
        using var authenticator = new SoftwareAuthenticator();
        using var other = new SoftwareAuthenticator();
        if (part == "origin")
            authenticator.Origin = "https://localhost.evil.example";
        if (part == "domain")
            authenticator.RpId = "evil.example";
        if (part == "untouched")
            authenticator.Flags = 4;
        if (part == "unverified")
            authenticator.Flags = 1;
        var client = part switch
        {
            "type" => authenticator.Client(ClientData.Create, Written),
            "challenge" => authenticator.Client(ClientData.Get, "AAAA"),
            "embedded" => authenticator.Client(ClientData.Get, Written, ",\"crossOrigin\":true"),
            "no json" => "{"u8.ToArray(),
            _ => authenticator.Client(ClientData.Get, Written),
        };
        var data = authenticator.Data();
        var signature = authenticator.Sign(client, data);
        if (part == "signature")
            signature[^1] ^= 1;
        if (part == "other data")
            data[36] ^= 1;
        if (part == "other client")
            client = authenticator.Client(ClientData.Get, Written, ",\"more\":1");
        data = part switch { "short" => data[..36], "long" => [.. data, 0], _ => data };
        var key = part switch { "other key" => other.PublicKey(), "no key" => [], _ => authenticator.PublicKey() };

        var (answer, said) = PasskeyCheck.Assertion(client, data, signature, key, Ceremony());
        Assert.Null(answer);
        Assert.Contains(fault, said, StringComparison.Ordinal);
    }

    [Fact]
    public void As_a_second_factor_it_need_not_check_the_person()
    {
        using var authenticator = new SoftwareAuthenticator { Flags = 1 };
        var (client, data) = (authenticator.Client(ClientData.Get, Written), authenticator.Data());
        Assert.Null(PasskeyCheck.Assertion(client, data, authenticator.Sign(client, data), authenticator.PublicKey(), Ceremony(mustVerify: false)).Fault);
    }

    [Fact]
    public void A_point_that_is_not_on_the_curve_is_no_key()
    {
        using var authenticator = new SoftwareAuthenticator();
        var key = authenticator.PublicKey();
        Assert.NotNull(CoseKey.Read(key, out var length));
        Assert.Equal(key.Length, length);
        key[^1] ^= 1;
        Assert.Null(CoseKey.Read(key, out _));
    }

    /// <summary>Cut at every byte, and with every bit turned: refused or read, never anything else.</summary>
    [Fact]
    public void Damaged_registrations_are_refused_without_harm()
    {
        using var authenticator = new SoftwareAuthenticator();
        var client = authenticator.Client(ClientData.Create, Written);
        var good = authenticator.Attestation();
        for (var i = 0; i < good.Length; i++)
            Assert.Null(PasskeyCheck.Registration(client, good[..i], Ceremony()).Made);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bytes = good.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var (made, fault) = PasskeyCheck.Registration(client, bytes, Ceremony());
            Assert.True(made is null != fault is null);
        }
    }
}
