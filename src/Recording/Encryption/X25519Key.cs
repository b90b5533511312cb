using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Recording.Encryption;

/// <summary>A recipient of age's own kind (age-encryption.org/v1, "X25519").</summary>
public sealed class X25519Recipient : IKeyRecipient
{
    internal const string Kind = "X25519";
    private const string TextPrefix = "age";
    private readonly byte[] _point;

    /// <summary>A recipient with this public key of 32 bytes.</summary>
    public X25519Recipient(ReadOnlySpan<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey.Length, X25519.Length);
        _point = publicKey.ToArray();
    }

    /// <summary>The public key.</summary>
    public ReadOnlyMemory<byte> PublicKey => _point;

    /// <summary>Reads the text form, <c>age1…</c>; null if it is none.</summary>
    public static X25519Recipient? TryParse(string text) =>
        Bech32.TryDecode(text, TextPrefix) is { Length: X25519.Length } point ? new X25519Recipient(point) : null;

    /// <summary>The text form, <c>age1…</c>, as age's own tools print it.</summary>
    public override string ToString() => Bech32.Encode(TextPrefix, _point);

    /// <inheritdoc/>
    public AgeStanza Wrap(ReadOnlySpan<byte> fileKey)
    {
        var scalar = RandomNumberGenerator.GetBytes(X25519.Length);
        var share = X25519.PublicKey(scalar);
        var shared = X25519.Multiply(scalar, _point) ?? throw new CryptographicException("the recipient's public key is not usable");
        var body = new byte[fileKey.Length + AgeFile.TagLength];
        using var cipher = new ChaCha20Poly1305(WrapKey(shared, share, _point));
        cipher.Encrypt(new byte[12], fileKey, body.AsSpan(0, fileKey.Length), body.AsSpan(fileKey.Length));
        return new AgeStanza([Kind, AgeFile.ToBase64(share)], body);
    }

    internal static byte[] WrapKey(byte[] shared, byte[] share, byte[] point) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, [.. share, .. point], Encoding.ASCII.GetBytes("age-encryption.org/v1/X25519"));
}

/// <summary>The private side of an <see cref="X25519Recipient"/>.</summary>
public sealed class X25519Identity : IKeyIdentity
{
    private const string TextPrefix = "age-secret-key-";
    private readonly byte[] _scalar;
    private readonly byte[] _point;

    /// <summary>An identity with this private key of 32 bytes.</summary>
    public X25519Identity(ReadOnlySpan<byte> privateKey)
    {
        _scalar = privateKey.ToArray();
        _point = X25519.PublicKey(_scalar);
    }

    /// <summary>The public side.</summary>
    public X25519Recipient Recipient => new(_point);

    /// <summary>Reads the text form, <c>AGE-SECRET-KEY-1…</c>; null if it is none.</summary>
    public static X25519Identity? TryParse(string text) =>
        Bech32.TryDecode(text, TextPrefix) is { Length: X25519.Length } scalar ? new X25519Identity(scalar) : null;

    /// <inheritdoc/>
    public byte[]? Unwrap(AgeStanza stanza)
    {
        if (stanza.Arguments is not [X25519Recipient.Kind, var text] || stanza.Body.Length != AgeFile.FileKeyLength + AgeFile.TagLength
            || AgeFile.FromBase64(text) is not { Length: X25519.Length } share || X25519.Multiply(_scalar, share) is not { } shared)
            return null;
        var key = new byte[AgeFile.FileKeyLength];
        try
        {
            using var cipher = new ChaCha20Poly1305(X25519Recipient.WrapKey(shared, share, _point));
            cipher.Decrypt(new byte[12], stanza.Body.Span[..key.Length], stanza.Body.Span[key.Length..], key);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
