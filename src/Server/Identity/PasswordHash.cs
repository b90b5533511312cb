using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Server.Identity;

/// <summary>
/// Passwords at rest: Argon2id through libsodium, in its own text form that names the parameters. Hashing takes much
/// memory on purpose, so only as many run at once as there are cores.
/// </summary>
internal static class PasswordHash
{
    private const string Library = "libsodium.so.23";

    // crypto_pwhash_STRBYTES, with the zero at its end.
    private const int TextBytes = 128;
    private const ulong Passes = 3;
    private const nuint Memory = 64 << 20;

    // About two seconds of work for each core.
    private const int MostWaiting = 16;

    private static int _waiting;

    private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount, Environment.ProcessorCount);

    /// <summary>Why passwords can't be checked on this machine, or null when they can.</summary>
    internal static string? Unavailable()
    {
        try
        {
            return sodium_init() >= 0 ? null : "libsodium does not start: reinstall the package libsodium23";
        }
        catch (DllNotFoundException)
        {
            return $"{Library} is missing: install the package libsodium23 (apt-get install libsodium23)";
        }
    }

    /// <summary>Whether so many wait for their turn that others had better come back later.</summary>
    internal static bool Busy => Volatile.Read(ref _waiting) > MostWaiting * Environment.ProcessorCount;

    /// <summary>Hashes a new password.</summary>
    internal static Task<string> CreateAsync(string password, CancellationToken cancellation) =>
        TakeTurnAsync(password, bytes =>
        {
            var text = new byte[TextBytes];
            return crypto_pwhash_str(text, bytes, (ulong)bytes.Length, Passes, Memory) == 0
                ? Encoding.ASCII.GetString(text, 0, Array.IndexOf(text, (byte)0))
                : throw new InsufficientMemoryException("there is not enough memory to hash a password");
        }, cancellation);

    /// <summary>Whether a password is the hashed one. Takes as long when it is not.</summary>
    internal static Task<bool> VerifyAsync(string hash, string password, CancellationToken cancellation) =>
        TakeTurnAsync(password, bytes =>
        {
            var text = new byte[TextBytes];
            return hash.Length < TextBytes
                && Encoding.ASCII.GetBytes(hash, text) > 0
                && crypto_pwhash_str_verify(text, bytes, (ulong)bytes.Length) == 0;
        }, cancellation);

    private static async Task<T> TakeTurnAsync<T>(string password, Func<byte[], T> work, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await Turns.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        var bytes = Encoding.UTF8.GetBytes(password);
        try
        {
            return await Task.Run(() => work(bytes), cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Turns.Release();
        }
    }

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sodium_init();

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int crypto_pwhash_str([Out] byte[] text, [In] byte[] password, ulong length, ulong passes, nuint memory);

    [DllImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int crypto_pwhash_str_verify([In] byte[] text, [In] byte[] password, ulong length);
}
