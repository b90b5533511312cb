namespace Hindsight.Recording.Records;

/// <summary>Unsigned LEB128: seven bits a byte, least significant first.</summary>
public static class Varint
{
    /// <summary>The longest encoding of a 64-bit value, in bytes.</summary>
    public const int MaxLength = 10;

    /// <summary>Writes <paramref name="value"/> and returns the bytes used.</summary>
    public static int Write(Span<byte> target, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            target[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads a value from the start of <paramref name="source"/> and moves it on; false if it is cut or over 64 bits.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        for (var i = 0; i < source.Length && i < MaxLength; i++)
        {
            var b = source[i];
            if (i == MaxLength - 1 && b > 1)
                return false;
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                source = source[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
