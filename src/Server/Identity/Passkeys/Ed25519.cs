using System.Runtime.InteropServices;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>Ed25519 signatures, through libsodium.</summary>
internal static class Ed25519
{
    private const int SignatureBytes = 64;
    private const int KeyBytes = 32;

    /// <summary>Whether a signature is the key's.</summary>
    internal static bool Verifies(byte[] key, byte[] data, byte[] signature) =>
        key.Length == KeyBytes && signature.Length == SignatureBytes && crypto_sign_verify_detached(signature, data, (ulong)data.Length, key) == 0;

    [DllImport("libsodium.so.23"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int crypto_sign_verify_detached([In] byte[] signature, [In] byte[] data, ulong length, [In] byte[] key);
}
