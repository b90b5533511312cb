namespace Hindsight.Recording.Chunks;

/// <summary>How a seal is signed.</summary>
public enum SealAlgorithm : byte
{
    /// <summary>Not signed.</summary>
    None = 0,

    /// <summary>ECDSA on P-256 with SHA-256; r and s of 32 bytes each.</summary>
    EcdsaP256Sha256 = 1,
}

/// <summary>Signs seals with the cluster's recording key.</summary>
public interface ISealSigner
{
    /// <summary>What <see cref="Sign"/> yields.</summary>
    SealAlgorithm Algorithm { get; }

    /// <summary>Which key it is: the first <see cref="RecordingSeal.KeyIdLength"/> bytes of SHA-256 of its SubjectPublicKeyInfo.</summary>
    ReadOnlyMemory<byte> KeyId { get; }

    /// <summary>The signature of <paramref name="message"/>, at most <see cref="RecordingSeal.MaxSignature"/> bytes.</summary>
    byte[] Sign(ReadOnlySpan<byte> message);
}

/// <summary>Checks signatures of seals, with one key or with several.</summary>
public interface ISealVerifier
{
    /// <summary>Whether it has this key.</summary>
    bool Has(ReadOnlySpan<byte> keyId);

    /// <summary>Whether <paramref name="signature"/> is this key's signature of <paramref name="message"/>.</summary>
    bool Verify(ReadOnlySpan<byte> keyId, SealAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
