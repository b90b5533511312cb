using System.Security.Cryptography;
using System.Text;
using Hindsight.Recording.Encryption;
using Xunit;

namespace Hindsight.Unit.Recording.Encryption;

public sealed class AgeFileTests
{
    private const string FirstKey = "AGE-SECRET-KEY-1A6G60DZAM49S8K8EQCW3TYVTRTFW8EM6TJHU7YJES5RMFKU4ZFNQ6DETV9";
    private const string SecondKey = "AGE-SECRET-KEY-16N00CA0PCGTU95XX5AAYEXK4L8K5SXXJGMN5A3QHCJY405FZJRVS9CY9GD";

    /// <summary>Made by the program age 1.1.1 for both keys.</summary>
    private static readonly byte[] MadeByAge = Convert.FromBase64String(
        "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBFNTBNVGJ1cGs2SUhmeGdDaU9weGZVUW14ci9pYmJXV1dsa3BXb2Z6MkRvClR2Uk5jcjNxdUh2S29GTGd0"
        + "a2dMTCtTSHoxeEt6WnR4SExrd3dQaEhieDgKLT4gWDI1NTE5IDFjN3UzakdVODlNWEtramx0R0EyNHdlY0dyMXNiYlZZR09FcW1vUTRjV3cKWWlzT0hTSzlxYno3"
        + "SlZCZDVTb3premZGUGVrWnpHcTNyelZ2QURPWmhyMAotLS0gWW41WS8rbENiMlNnU2FUNm9DaTJseENQckNSdHRRUk5OZkdUNDBaTi9Pcwp2dctIAJydRUhKmpx1"
        + "ydK87QJSWItwY2sRMCe57s4SwYwUBQnYap0Wjg8W7SxYOrDcFj7e3SyGaPcovWdZiG7QEeYlOt2HRVV0z0jeokWEYA==");

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef0123456789ABCDEF");

    public static TheoryData<string, string> Keys => new()
    {
        { FirstKey, "age1lkt7m80qfl7jp0wyfygfkkhgmzypp2glp69394scete8ycgv4gxq25r885" },
        { SecondKey, "age1da6cmy5q2u2crn6luvlt5hf37l9wyjnqy2yem7guw492qn2qjypsjxmxl2" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_file_of_age_is_read_with_either_key(string secretKey, string publicKey)
    {
        var identity = X25519Identity.TryParse(secretKey)!;
        Assert.Equal(publicKey, identity.Recipient.ToString());
        Assert.Equal(identity.Recipient.PublicKey.ToArray(), X25519Recipient.TryParse(publicKey)!.PublicKey.ToArray());
        Assert.Equal(Secret, AgeFile.TryDecrypt(MadeByAge, [identity]));
    }

    [Fact]
    public void What_is_wrapped_for_several_is_read_by_each_and_by_nobody_else()
    {
        using var rsa = RSA.Create(3072);
        var (first, second) = (X25519Identity.TryParse(FirstKey)!, X25519Identity.TryParse(SecondKey)!);
        var file = AgeFile.Encrypt(Secret, [first.Recipient, new RsaRecipient(rsa)]);
        Assert.Equal(Secret, AgeFile.TryDecrypt(file, [first]));
        Assert.Equal(Secret, AgeFile.TryDecrypt(file, [second, new RsaIdentity(rsa)]));
        Assert.Null(AgeFile.TryDecrypt(file, [second]));
        Assert.Null(AgeFile.TryDecrypt(file, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RsaRecipient(RSA.Create(2048)));
    }

    [Fact]
    public void No_changed_bit_and_no_cut_passes()
    {
        using var rsa = RSA.Create(3072);
        IKeyIdentity[] identities = [X25519Identity.TryParse(FirstKey)!, new RsaIdentity(rsa)];
        foreach (var file in new[] { MadeByAge.ToArray(), AgeFile.Encrypt(Secret, [new RsaRecipient(rsa)]) })
        {
            for (var cut = 0; cut < file.Length; cut++)
                Assert.Null(AgeFile.TryDecrypt(file.AsSpan(0, cut), identities));
            for (var bit = 0; bit < file.Length * 8; bit += file.Length < 500 ? 1 : 11)
            {
                file[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.True(AgeFile.TryDecrypt(file, identities) is null, $"bit {bit}");
                file[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Theory]
    [InlineData("age1lkt7m80qfl7jp0wyfygfkkhgmzypp2glp69394scete8ycgv4gxq25r886")]
    [InlineData("AGE1lkt7m80qfl7jp0wyfygfkkhgmzypp2glp69394scete8ycgv4gxq25r885")]
    [InlineData("age1lkt7m80qfl7jp0wyfygfkkhgmzypp2glp69394scete8ycgv4gxq25r88")]
    [InlineData("bge1lkt7m80qfl7jp0wyfygfkkhgmzypp2glp69394scete8ycgv4gxq25r885")]
    [InlineData("age1")]
    [InlineData("")]
    public void What_is_no_key_is_none(string text) => Assert.Null(X25519Recipient.TryParse(text));
}
