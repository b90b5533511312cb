using System.Security.Cryptography;
using Hindsight.Recording.Chunks;

namespace Hindsight.Server.Keys;

/// <summary>
/// The keys of the cluster's recordings: one that signs seals, and all that ever did, to check them. Made at the first
/// start; a new one takes over at once, also for sessions that run.
/// </summary>
internal sealed class RecordingKeys(KeyTable table) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _loaded;

    /// <summary>Signs seals.</summary>
    public ISealSigner Signer => Present.Signer;

    /// <summary>Checks seals that this cluster signed.</summary>
    public ISealVerifier Verifier => Present.Verifier;

    /// <summary>All signing keys, the oldest first.</summary>
    public IReadOnlyList<StoredKey> Signing => Present.Signing;

    private Loaded Present => _loaded ?? throw new InvalidOperationException("the recordings' keys are used before they were loaded");

    /// <summary>Reads the keys, after making those that are missing.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await _loading.WaitAsync(cancellation);
        try
        {
            _loaded = Loaded.Of(await table.LoadAsync(KeyPurpose.Signing, MakeSigning, cancellation));
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Makes a new signing key and destroys the private part of the one before, whose seals stay good.</summary>
    public async Task RotateAsync(string by, CancellationToken cancellation)
    {
        await table.RotateAsync(KeyPurpose.Signing, MakeSigning(), keepPrivate: false, by, cancellation);
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

    private sealed record Loaded(EcdsaSealKey Signer, SealKeyRing Verifier, IReadOnlyList<StoredKey> Signing)
    {
        public static Loaded Of(IReadOnlyList<StoredKey> keys)
        {
            var ring = keys.Select(k => Import(k, isPrivate: false)).ToList();
            return new Loaded(Import(keys.Single(k => k.Retired is null), isPrivate: true), new SealKeyRing(ring), keys);
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
