using System.Security.Cryptography;

namespace Hindsight.Recording.Chunks;

/// <summary>A P-256 key that signs seals (if it has its private part) and checks them. The key stays its caller's to dispose.</summary>
public sealed class EcdsaSealKey(ECDsa key) : ISealSigner, ISealVerifier
{
    /// <inheritdoc/>
    public SealAlgorithm Algorithm => SealAlgorithm.EcdsaP256Sha256;

    /// <inheritdoc cref="ISealSigner.KeyId"/>
    public ReadOnlyMemory<byte> KeyId { get; } =
        SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsMemory(0, RecordingSeal.KeyIdLength);

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message) => key.SignData(message, HashAlgorithmName.SHA256);

    /// <inheritdoc/>
    public bool Verify(SealAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        algorithm == SealAlgorithm.EcdsaP256Sha256 && key.VerifyData(message, signature, HashAlgorithmName.SHA256);
}
