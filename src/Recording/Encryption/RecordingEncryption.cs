using System.Security.Cryptography;

namespace Hindsight.Recording.Encryption;

/// <summary>How a new recording is encrypted: with a data key of its own, which is wrapped for those who may read it.</summary>
public sealed class RecordingEncryption : IDisposable
{
    private const int SessionIdLength = 16;

    /// <summary>Uses a data key that is there already.</summary>
    internal RecordingEncryption(ChunkCipher cipher, ReadOnlyMemory<byte> wrappedKey) => (Cipher, WrappedKey) = (cipher, wrappedKey);

    internal ChunkCipher Cipher { get; }

    /// <summary>The body of the chunks of wrapped keys.</summary>
    internal ReadOnlyMemory<byte> WrappedKey { get; }

    /// <summary>Makes a data key for the recording of a session.</summary>
    public static RecordingEncryption Create(Guid sessionId, IReadOnlyList<IKeyRecipient> recipients)
    {
        var key = RandomNumberGenerator.GetBytes(ChunkCipher.KeyLength);
        var made = new RecordingEncryption(new ChunkCipher(sessionId, key), Wrap(sessionId, key, recipients));
        CryptographicOperations.ZeroMemory(key);
        return made;
    }

    /// <inheritdoc/>
    public void Dispose() => Cipher.Dispose();

    /// <summary>The body of a chunk of wrapped keys: an age file of the session's id and the data key.</summary>
    internal static byte[] Wrap(Guid sessionId, ReadOnlySpan<byte> dataKey, IReadOnlyList<IKeyRecipient> recipients) =>
        AgeFile.Encrypt([.. sessionId.ToByteArray(bigEndian: true), .. dataKey], recipients);

    /// <summary>The cipher that a chunk of wrapped keys leads to; null if none of <paramref name="identities"/> may read it.</summary>
    internal static ChunkCipher? Unwrap(ReadOnlySpan<byte> body, IEnumerable<IKeyIdentity> identities) =>
        AgeFile.TryDecrypt(body, identities) is { Length: SessionIdLength + ChunkCipher.KeyLength } secret
            ? new ChunkCipher(new Guid(secret.AsSpan(0, SessionIdLength), bigEndian: true), secret.AsSpan(SessionIdLength))
            : null;
}
