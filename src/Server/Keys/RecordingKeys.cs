using System.Security.Cryptography;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Keys;

/// <summary>
/// The keys of the cluster's recordings: one that signs seals and all that ever did, to check them; one that new
/// recordings are encrypted for, if they are, and all that ever were, to read them. Made when first needed; a new one takes
/// over at once.
/// </summary>
internal sealed class RecordingKeys(KeyTable table, ServerConfiguration configuration) : IDisposable
{
    private readonly RecordingEncryptionConfiguration _encryption = configuration.Auth.Encryption;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _loaded;

    /// <summary>Signs seals.</summary>
    public ISealSigner Signer => Present.Signer;

    /// <summary>Checks seals that this cluster signed.</summary>
    public ISealVerifier Verifier => Present.Verifier;

    /// <summary>Reads what was encrypted for this cluster.</summary>
    public IReadOnlyList<IKeyIdentity> Identities => Present.Identities;

    private Loaded Present => _loaded ?? throw new InvalidOperationException("the recordings' keys are used before they were loaded");

    /// <summary>All keys of a purpose, the oldest first.</summary>
    public IReadOnlyList<StoredKey> List(KeyPurpose purpose) => purpose == KeyPurpose.Signing ? Present.Signing : Present.Encryption;

    /// <summary>How a session's new recording is encrypted; null if recordings are not.</summary>
    public RecordingEncryption? Encrypt(Guid sessionId)
    {
        if (!_encryption.Enabled)
            return null;
        var own = Present.Encryption.Single(k => k.Retired is null);
        return RecordingEncryption.Create(sessionId, [new X25519Recipient(own.PublicKey), .. _encryption.Recipients.Select(r => X25519Recipient.TryParse(r)!)]);
    }

    /// <summary>Reads the keys, after making those that are missing.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await _loading.WaitAsync(cancellation);
        try
        {
            var signing = await table.LoadAsync(KeyPurpose.Signing, MakeSigning, cancellation);
            _loaded = Loaded.Of(signing, await table.LoadAsync(KeyPurpose.Encryption, _encryption.Enabled ? MakeEncryption : null, cancellation));
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>
    /// Makes a new key. The private part of a signing key is destroyed, and its seals stay good; that of an encryption key
    /// is kept, to read what was encrypted for it.
    /// </summary>
    public async Task RotateAsync(KeyPurpose purpose, string by, CancellationToken cancellation)
    {
        var key = purpose == KeyPurpose.Signing ? MakeSigning() : MakeEncryption();
        await table.RotateAsync(purpose, key, keepPrivate: purpose == KeyPurpose.Encryption, by, cancellation);
        await LoadAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private static NewKey MakeSigning()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new NewKey(Convert.ToHexStringLower(EcdsaSealKey.IdOf(publicKey)), publicKey, key.ExportPkcs8PrivateKey());
    }

    private static NewKey MakeEncryption()
    {
        var scalar = RandomNumberGenerator.GetBytes(32);
        var publicKey = new X25519Identity(scalar).Recipient.PublicKey.ToArray();
        return new NewKey(Convert.ToHexStringLower(EcdsaSealKey.IdOf(publicKey)), publicKey, scalar);
    }

    private sealed record Loaded(
        EcdsaSealKey Signer, SealKeyRing Verifier, IReadOnlyList<IKeyIdentity> Identities, IReadOnlyList<StoredKey> Signing, IReadOnlyList<StoredKey> Encryption)
    {
        public static Loaded Of(IReadOnlyList<StoredKey> signing, IReadOnlyList<StoredKey> encryption)
        {
            var ring = signing.Select(k => Import(k, isPrivate: false)).ToList();
            // The newest first: most recordings that are read are new.
            var identities = encryption.Reverse().Select(k => new X25519Identity(k.PrivateKey)).ToList();
            return new Loaded(Import(signing.Single(k => k.Retired is null), isPrivate: true), new SealKeyRing(ring), identities, signing, encryption);
        }

        // The keys live as long as the process may still sign or check with them; a handful ever exists.
        private static EcdsaSealKey Import(StoredKey stored, bool isPrivate)
        {
            var key = ECDsa.Create();
            if (isPrivate)
                key.ImportPkcs8PrivateKey(stored.PrivateKey, out _);
            else
                key.ImportSubjectPublicKeyInfo(stored.PublicKey, out _);
            return new EcdsaSealKey(key);
        }
    }
}
