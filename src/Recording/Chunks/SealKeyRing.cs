using System.Security.Cryptography;

namespace Hindsight.Recording.Chunks;

/// <summary>Several keys that seals may be signed with: a cluster's present one and those before it.</summary>
public sealed class SealKeyRing(IReadOnlyList<ISealVerifier> keys) : ISealVerifier
{
    /// <summary>Keys of one text: PEM blocks "PUBLIC KEY" with anything between them, as an administrator exports them.</summary>
    public static SealKeyRing FromPem(ReadOnlySpan<char> text)
    {
        var keys = new List<ISealVerifier>();
        while (PemEncoding.TryFind(text, out var block))
        {
            if (text[block.Label] is "PUBLIC KEY")
            {
                var key = ECDsa.Create();
                key.ImportFromPem(text[block.Location]);
                keys.Add(new EcdsaSealKey(key));
            }

            text = text[block.Location.End..];
        }

        return keys.Count > 0 ? new SealKeyRing(keys) : throw new CryptographicException("the text holds no public key (-----BEGIN PUBLIC KEY-----)");
    }

    /// <inheritdoc/>
    public bool Has(ReadOnlySpan<byte> keyId) => Find(keyId) is not null;

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> keyId, SealAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Find(keyId)?.Verify(keyId, algorithm, message, signature) ?? false;

    private ISealVerifier? Find(ReadOnlySpan<byte> keyId)
    {
        foreach (var key in keys)
        {
            if (key.Has(keyId))
                return key;
        }

        return null;
    }
}
