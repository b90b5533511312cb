using System.Text;

namespace Hindsight.Recording.Encryption;

/// <summary>Bech32 (BIP 173), the text form of age's keys; without the limit on the length, as age has it.</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;
    private const int MaxLength = 200;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>The text of bytes, in lower case.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        var digits = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var b in bytes)
        {
            (bits, held) = ((bits << 8) | b, held + 8);
            for (; held >= 5; held -= 5)
                digits.Add((byte)((bits >> (held - 5)) & 31));
            bits &= 31;
        }

        if (held > 0)
            digits.Add((byte)((bits << (5 - held)) & 31));
        var sum = Checksum(prefix, [.. digits, .. new byte[ChecksumLength]]) ^ 1;
        for (var i = 0; i < ChecksumLength; i++)
            digits.Add((byte)((sum >> (5 * (5 - i))) & 31));
        var text = new StringBuilder(prefix).Append('1');
        foreach (var digit in digits)
            text.Append(Alphabet[digit]);
        return text.ToString();
    }

    /// <summary>The bytes of a text with this prefix; null if it is none.</summary>
    public static byte[]? TryDecode(string text, string prefix)
    {
        var lower = text.ToLowerInvariant();
        if (text.Length > MaxLength || (text.Any(char.IsUpper) && text.Any(char.IsLower))
            || !lower.StartsWith(prefix + '1', StringComparison.Ordinal) || lower.Length < prefix.Length + 1 + ChecksumLength)
            return null;
        var digits = lower[(prefix.Length + 1)..].Select(c => (byte)Alphabet.IndexOf(c, StringComparison.Ordinal)).ToArray();
        if (digits.Contains(byte.MaxValue) || Checksum(prefix, digits) != 1)
            return null;

        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var digit in digits[..^ChecksumLength])
        {
            (bits, held) = ((bits << 5) | digit, held + 5);
            if (held < 8)
                continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
            bits &= (1 << held) - 1;
        }

        return held < 5 && bits == 0 ? [.. bytes] : null;
    }

    private static uint Checksum(string prefix, byte[] digits)
    {
        var sum = 1u;
        foreach (var digit in prefix.Select(c => (byte)(c >> 5)).Append((byte)0).Concat(prefix.Select(c => (byte)(c & 31))).Concat(digits))
        {
            var top = sum >> 25;
            sum = ((sum & 0x1ffffff) << 5) ^ digit;
            for (var i = 0; i < Generator.Length; i++)
                sum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
        }

        return sum;
    }
}
