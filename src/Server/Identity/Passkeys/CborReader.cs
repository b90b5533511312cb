using System.Buffers.Binary;

namespace Hindsight.Server.Identity.Passkeys;

/// <summary>
/// Reads the part of CBOR (RFC 8949) that authenticators write: whole numbers, byte and text strings, maps, arrays, of
/// definite length. What it reads comes from anybody, so nothing is allocated, a length must be there before it counts,
/// and every step forward is at least a byte.
/// </summary>
internal ref struct CborReader(ReadOnlySpan<byte> bytes)
{
    private const int DeepestNesting = 8;
    private const int Bytes = 2;
    private const int Text = 3;
    private const int Array = 4;
    private const int Map = 5;
    private const int Tag = 6;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many bytes are left.</summary>
    internal readonly int Left => _rest.Length;

    /// <summary>Whether the next value is a byte string.</summary>
    internal readonly bool IsBytes => _rest.Length > 0 && _rest[0] >> 5 == Bytes;

    /// <summary>Begins a map; gives the number of its pairs.</summary>
    internal bool TryReadMap(out int pairs)
    {
        pairs = 0;
        if (!TryReadHead(out var kind, out var count) || kind != Map || count > (ulong)_rest.Length / 2)
            return false;
        pairs = (int)count;
        return true;
    }

    /// <summary>Reads a whole number.</summary>
    internal bool TryReadInteger(out long value)
    {
        value = 0;
        if (!TryReadHead(out var kind, out var number) || kind > 1 || number > long.MaxValue)
            return false;
        value = kind == 0 ? (long)number : -1 - (long)number;
        return true;
    }

    /// <summary>Reads a byte string, which stays where it is.</summary>
    internal bool TryReadBytes(out ReadOnlySpan<byte> value) => TryReadString(Bytes, out value);

    /// <summary>Reads a text as its UTF-8, which stays where it is.</summary>
    internal bool TryReadText(out ReadOnlySpan<byte> value) => TryReadString(Text, out value);

    /// <summary>Passes over a value of any kind.</summary>
    internal bool TrySkip() => TrySkip(DeepestNesting);

    private bool TrySkip(int depth)
    {
        if (depth == 0 || !TryReadHead(out var kind, out var argument))
            return false;
        switch (kind)
        {
            case Bytes or Text:
                return TryTake(argument, out _);
            case Array or Map:
                var items = kind == Map ? 2 : 1;
                if (argument > (ulong)(_rest.Length / items))
                    return false;
                for (var i = 0; i < (int)argument * items; i++)
                {
                    if (!TrySkip(depth - 1))
                        return false;
                }

                return true;
            case Tag:
                return TrySkip(depth - 1);
            default:
                return true;
        }
    }

    private bool TryReadString(int wanted, out ReadOnlySpan<byte> value)
    {
        value = default;
        return TryReadHead(out var kind, out var length) && kind == wanted && TryTake(length, out value);
    }

    private bool TryTake(ulong length, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (length > (ulong)_rest.Length)
            return false;
        value = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    /// <summary>The kind of a value and its number: itself, its length, or how many are in it.</summary>
    private bool TryReadHead(out int kind, out ulong argument)
    {
        (kind, argument) = (0, 0);
        if (_rest.Length == 0)
            return false;
        kind = _rest[0] >> 5;
        var small = _rest[0] & 31;
        // 28 to 30 mean nothing, 31 is a length that comes later or the end of one.
        var size = small switch { < 24 => 0, 24 => 1, 25 => 2, 26 => 4, 27 => 8, _ => -1 };
        if (size < 0 || _rest.Length <= size)
            return false;
        var number = _rest[1..];
        argument = size switch
        {
            0 => (ulong)small,
            1 => number[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(number),
            4 => BinaryPrimitives.ReadUInt32BigEndian(number),
            _ => BinaryPrimitives.ReadUInt64BigEndian(number),
        };
        _rest = _rest[(size + 1)..];
        return true;
    }
}
