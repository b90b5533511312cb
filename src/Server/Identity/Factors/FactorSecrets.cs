using System.Security.Cryptography;
using System.Text;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Identity.Factors;

/// <summary>
/// Encrypts the secrets of authenticator apps with AES-256-GCM under a key in a file of the data directory, so that a copy
/// of the database alone makes no codes.
/// </summary>
internal sealed partial class FactorSecrets(ServerConfiguration configuration, ILogger<FactorSecrets> logger)
{
    private const int KeyBytes = 32;

    private readonly string _path = Path.Combine(configuration.DataDirectory, "factors.key");
    private readonly Lock _lock = new();
    private byte[]? _key;

    /// <summary>Encrypts a secret for its owner: it opens for nobody else.</summary>
    internal byte[] Seal(byte[] secret, string owner)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (tag, hidden) = (new byte[AesGcm.TagByteSizes.MaxSize], new byte[secret.Length]);
        using var aes = new AesGcm(Key(), tag.Length);
        aes.Encrypt(nonce, secret, hidden, tag, Encoding.UTF8.GetBytes(owner));
        return [.. nonce, .. tag, .. hidden];
    }

    /// <summary>Decrypts a secret of its owner's; null when it was encrypted with another key.</summary>
    internal byte[]? Open(byte[] stored, string owner)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        if (stored.Length < nonce + tag)
            return null;
        var secret = new byte[stored.Length - nonce - tag];
        try
        {
            using var aes = new AesGcm(Key(), tag);
            aes.Decrypt(stored.AsSpan(0, nonce), stored.AsSpan(nonce + tag), stored.AsSpan(nonce, tag), secret, Encoding.UTF8.GetBytes(owner));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            LogOtherKey(logger, owner, _path);
            return null;
        }
    }

    /// <summary>What a user is called towards authenticators: it must not be their name, and stays the same.</summary>
    internal byte[] Handle(string user) => HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes($"passkey user {user}"));

    private byte[] Key()
    {
        lock (_lock)
            return _key ??= Load(_path);
    }

    private static byte[] Load(string path)
    {
        if (!File.Exists(path))
            Create(path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes
            ? key
            : throw new InvalidDataException($"{path} is not a key of this server: restore it from a backup, or delete it and reset the users who have second factors");
    }

    /// <summary>A crash leaves either a whole key or none.</summary>
    private static void Create(string path)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path);
    }

    [LoggerMessage(1101, LogLevel.Error, "The authenticator app of {User} was added with another key than {Path}: restore that file from a backup, or reset the user with tctl users reset")]
    private static partial void LogOtherKey(ILogger logger, string user, string path);
}
