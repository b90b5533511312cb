using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Recording.Encryption;

/// <summary>
/// A small secret encrypted for several recipients: a file of the age format (age-encryption.org/v1), which age's own tools
/// read. Only files of one payload block are read and written.
/// </summary>
public static class AgeFile
{
    /// <summary>Bytes of the key that recipients get.</summary>
    internal const int FileKeyLength = 16;

    /// <summary>Bytes of a tag of ChaCha20-Poly1305.</summary>
    internal const int TagLength = 16;

    /// <summary>The most recipients.</summary>
    internal const int MaxRecipients = 32;

    /// <summary>The longest file that is read, in bytes.</summary>
    internal const int MaxLength = 64 * 1024;

    private const int NonceLength = 16;

    /// <summary>The nonce of the first block when it is the last: counter 0, flag 1.</summary>
    private static readonly byte[] OnlyBlock = [.. new byte[11], 1];

    /// <summary>Encrypts <paramref name="secret"/> for all <paramref name="recipients"/>.</summary>
    public static byte[] Encrypt(ReadOnlySpan<byte> secret, IReadOnlyList<IKeyRecipient> recipients)
    {
        ArgumentOutOfRangeException.ThrowIfZero(recipients.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recipients.Count, MaxRecipients);
        var fileKey = RandomNumberGenerator.GetBytes(FileKeyLength);
        var header = AgeHeader.Write([.. recipients.Select(r => r.Wrap(fileKey))], fileKey);
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var block = new byte[secret.Length + TagLength];
        using var cipher = new ChaCha20Poly1305(PayloadKey(fileKey, nonce));
        cipher.Encrypt(OnlyBlock, secret, block.AsSpan(0, secret.Length), block.AsSpan(secret.Length));
        return [.. header, .. nonce, .. block];
    }

    /// <summary>The secret, if one of <paramref name="identities"/> can read it and nothing was changed; else null.</summary>
    public static byte[]? TryDecrypt(ReadOnlySpan<byte> file, IEnumerable<IKeyIdentity> identities)
    {
        if (file.Length > MaxLength || AgeHeader.TryRead(file) is not { } header || file.Length < header.Length + NonceLength + TagLength)
            return null;
        foreach (var identity in identities)
        {
            foreach (var stanza in header.Stanzas)
            {
                if (identity.Unwrap(stanza) is { } fileKey)
                    return header.IsOf(fileKey) ? DecryptPayload(file[header.Length..], fileKey) : null;
            }
        }

        return null;
    }

    internal static string ToBase64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>The bytes of a text without padding; null unless it is the one text of these bytes.</summary>
    internal static byte[]? FromBase64(string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        var padded = text + (text.Length % 4) switch { 2 => "==", 3 => "=", _ => "" };
        if (!Convert.TryFromBase64String(padded, bytes, out var length) || ToBase64(bytes.AsSpan(0, length)) != text)
            return null;
        return bytes[..length];
    }

    private static byte[]? DecryptPayload(ReadOnlySpan<byte> payload, byte[] fileKey)
    {
        var block = payload[NonceLength..];
        var secret = new byte[block.Length - TagLength];
        try
        {
            using var cipher = new ChaCha20Poly1305(PayloadKey(fileKey, payload[..NonceLength]));
            cipher.Decrypt(OnlyBlock, block[..secret.Length], block[secret.Length..], secret);
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] PayloadKey(byte[] fileKey, ReadOnlySpan<byte> nonce) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, nonce.ToArray(), Encoding.ASCII.GetBytes("payload"));
}
