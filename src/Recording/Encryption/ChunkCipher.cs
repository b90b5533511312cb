using System.Security.Cryptography;

namespace Hindsight.Recording.Encryption;

/// <summary>
/// Encrypts and decrypts the bodies of chunks with a recording's data key: AES-256-GCM, bound to the recording and to the
/// chunk's header, which has its place in the file (docs/FORMAT.md, "Encryption"). From any thread.
/// </summary>
public sealed class ChunkCipher : IDisposable
{
    /// <summary>Bytes of a data key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes behind an encrypted body: nonce, then tag.</summary>
    public const int CheckLength = NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _aes;
    private readonly byte[] _context;
    private readonly NonceSource _nonces;
    private readonly Lock _lock = new();

    /// <summary>A cipher for the recording of a session.</summary>
    public ChunkCipher(Guid sessionId, ReadOnlySpan<byte> dataKey, NonceSource? nonces = null)
    {
        SessionId = sessionId;
        ArgumentOutOfRangeException.ThrowIfNotEqual(dataKey.Length, KeyLength);
        _aes = new AesGcm(dataKey, TagLength);
        _context = [.. "Hindsight recording chunk 1\0"u8, .. sessionId.ToByteArray(bigEndian: true)];
        // Random: a repaired file goes on at numbers whose chunks were cut off, so a counter could come twice.
        _nonces = nonces ?? RandomNumberGenerator.Fill;
    }

    /// <summary>Fills a nonce, each time with another value.</summary>
    public delegate void NonceSource(Span<byte> nonce);

    /// <summary>The session whose recording it is for.</summary>
    public Guid SessionId { get; }

    /// <summary>Encrypts a body into <paramref name="target"/>, which is as long, and writes <see cref="CheckLength"/> bytes of check.</summary>
    public void Encrypt(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, Span<byte> target, Span<byte> check)
    {
        _nonces(check[..NonceLength]);
        lock (_lock)
            _aes.Encrypt(check[..NonceLength], body, target, check[NonceLength..CheckLength], [.. _context, .. header]);
    }

    /// <summary>Decrypts a body into <paramref name="target"/>, which is as long; false if it is not what was encrypted there.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> check, Span<byte> target)
    {
        try
        {
            lock (_lock)
                _aes.Decrypt(check[..NonceLength], body, check[NonceLength..CheckLength], target, [.. _context, .. header]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();
}
