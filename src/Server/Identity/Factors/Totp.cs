using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hindsight.Server.Identity.Factors;

/// <summary>Time-based one-time passwords (RFC 6238) as every authenticator app makes them: SHA-1, six digits, thirty seconds.</summary>
internal static class Totp
{
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // Clocks that are half a minute off are common; more is not worth the guesses it allows.
    private const int Drift = 1;

    /// <summary>A new secret, as long as the hash.</summary>
    internal static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The step that a code belongs to, if it is right and later than the last one used; otherwise null.</summary>
    internal static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        if (typed.Length != Digits)
            return null;
        long? found = null;
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = present - Drift; step <= present + Drift; step++)
        {
            var right = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), Encoding.UTF8.GetBytes(typed));
            if (right && step > lastStep)
                found = step;
        }

        return found;
    }

    /// <summary>The code of a step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The standard's hash, which every app has; as a keyed one SHA-1 is not broken.")]
    internal static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (value % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>A secret as people type it.</summary>
    internal static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var b in bytes)
        {
            (bits, held) = ((bits << 8) | b, held + 8);
            for (; held >= 5; held -= 5)
                text.Append(Alphabet[(bits >> (held - 5)) & 31]);
            bits &= (1 << held) - 1;
        }

        return held > 0 ? text.Append(Alphabet[(bits << (5 - held)) & 31]).ToString() : text.ToString();
    }

    /// <summary>What the QR code says.</summary>
    internal static string Address(string cluster, string user, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(cluster)}:{Uri.EscapeDataString(user)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(cluster)}&algorithm=SHA1&digits=6&period=30";
}
