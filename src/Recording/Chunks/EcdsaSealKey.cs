using System.Security.Cryptography;

namespace Hindsight.Recording.Chunks;

/// <summary>
/// A P-256 key that signs seals (if it has its private part) and checks them; from any thread. The key stays its caller's
/// to dispose.
/// </summary>
public sealed class EcdsaSealKey(ECDsa key) : ISealSigner, ISealVerifier
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public SealAlgorithm Algorithm => SealAlgorithm.EcdsaP256Sha256;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> KeyId { get; } = IdOf(key.ExportSubjectPublicKeyInfo());

    /// <summary>The id of a key with this SubjectPublicKeyInfo (DER).</summary>
    public static byte[] IdOf(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        SHA256.HashData(subjectPublicKeyInfo)[..RecordingSeal.KeyIdLength];

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        lock (_lock)
            return key.SignData(message, HashAlgorithmName.SHA256);
    }

    /// <inheritdoc/>
    public bool Has(ReadOnlySpan<byte> keyId) => keyId.SequenceEqual(KeyId.Span);

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> keyId, SealAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        lock (_lock)
            return algorithm == SealAlgorithm.EcdsaP256Sha256 && Has(keyId) && key.VerifyData(message, signature, HashAlgorithmName.SHA256);
    }
}
