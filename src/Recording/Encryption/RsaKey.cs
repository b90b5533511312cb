using System.Security.Cryptography;

namespace Hindsight.Recording.Encryption;

/// <summary>
/// A recipient with an RSA key of 3072 bits or more, as a hardware module may hold it: the file key by OAEP with SHA-256
/// and an empty label, in a stanza with the SHA-256 of the SubjectPublicKeyInfo in hexadecimal.
/// </summary>
public sealed class RsaRecipient : IKeyRecipient
{
    internal const string Kind = "teleport-recording-rsa4096";
    private const int LeastBits = 3072;
    private readonly RSA _key;
    private readonly string _fingerprint;

    /// <summary>A recipient with this key, which stays its caller's.</summary>
    public RsaRecipient(RSA key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.KeySize, LeastBits);
        _key = key;
        _fingerprint = FingerprintOf(key);
    }

    /// <inheritdoc/>
    public AgeStanza Wrap(ReadOnlySpan<byte> fileKey) => new([Kind, _fingerprint], _key.Encrypt(fileKey, RSAEncryptionPadding.OaepSHA256));

    internal static string FingerprintOf(RSA key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
}

/// <summary>The private side of an <see cref="RsaRecipient"/>; the key stays its caller's.</summary>
public sealed class RsaIdentity(RSA key) : IKeyIdentity
{
    private readonly string _fingerprint = RsaRecipient.FingerprintOf(key);

    /// <inheritdoc/>
    public byte[]? Unwrap(AgeStanza stanza)
    {
        if (stanza.Arguments is not [RsaRecipient.Kind, var fingerprint] || fingerprint != _fingerprint || stanza.Body.Length != key.KeySize / 8)
            return null;
        try
        {
            return key.Decrypt(stanza.Body.Span, RSAEncryptionPadding.OaepSHA256) is { Length: AgeFile.FileKeyLength } found ? found : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
