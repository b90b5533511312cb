using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>
/// Challenges for people who have not said yet who they are. Anybody may ask for one, so nothing is kept of it: a token
/// carries a number and its end under a code of this process, and its challenge follows from it. Only those that were
/// used are remembered, until their end, so that none is used twice.
/// </summary>
internal sealed class OpenChallenges(TimeProvider time)
{
    private const int NumberBytes = 16;
    private const int TokenBytes = NumberBytes + sizeof(long);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <summary>A new token with its challenge.</summary>
    internal (string Token, byte[] Challenge) Begin()
    {
        var bytes = new byte[TokenBytes + HMACSHA256.HashSizeInBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NumberBytes));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(NumberBytes), (time.GetUtcNow() + Limit).ToUnixTimeMilliseconds());
        Code("token"u8, bytes.AsSpan(0, TokenBytes)).CopyTo(bytes, TokenBytes);
        return (Base64Url.EncodeToString(bytes), Code("challenge"u8, bytes.AsSpan(0, TokenBytes)));
    }

    /// <summary>The challenge of a token; null when it is not ours, over or used.</summary>
    internal byte[]? Find(string token)
    {
        if (Read(token) is not { } bytes)
            return null;
        lock (_lock)
        {
            if (_used.ContainsKey(token))
                return null;
        }

        return Code("challenge"u8, bytes.AsSpan(0, TokenBytes));
    }

    /// <summary>Uses a token up; false when it is over or somebody was faster.</summary>
    internal bool Use(string token)
    {
        if (Read(token) is not { } bytes)
            return false;
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var (old, _) in _used.Where(u => u.Value <= now).ToList())
                _used.Remove(old);
            return _used.TryAdd(token, End(bytes));
        }
    }

    private byte[]? Read(string token)
    {
        var bytes = new byte[TokenBytes + HMACSHA256.HashSizeInBytes];
        if (token.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != bytes.Length)
            return null;
        // Of a text that decodes to the same bytes only one way of writing it counts, or it could be used twice.
        var right = CryptographicOperations.FixedTimeEquals(Code("token"u8, bytes.AsSpan(0, TokenBytes)), bytes.AsSpan(TokenBytes)) && Base64Url.EncodeToString(bytes) == token;
        return right && End(bytes) > time.GetUtcNow() ? bytes : null;
    }

    private byte[] Code(ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> token)
    {
        byte[] text = [.. purpose, .. token];
        return HMACSHA256.HashData(_key, text);
    }

    private static DateTimeOffset End(byte[] bytes) => DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(NumberBytes)));
}
