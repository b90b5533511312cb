namespace Hindsight.Recording.Terminal;

/// <summary>UTF-8 that comes in pieces cut anywhere. What is no UTF-8, and U+FEFF, is passed over.</summary>
internal struct Utf8Input
{
    private int _code;
    private byte _length;
    private byte _read;

    /// <summary>The bytes of a character that is not whole yet, packed: the first in the lowest byte.</summary>
    private uint _bytes;

    /// <summary>Bytes of a character that is not whole yet.</summary>
    public readonly int PendingLength => _read;

    /// <summary>Takes a byte; true if a character is whole with it.</summary>
    public bool TryRead(byte next, out int code)
    {
        code = next;
        if (_read > 0)
        {
            if ((next & 0xC0) == 0x80)
                return Continue(next, out code);
            _read = 0;
        }

        if (next < 0x80)
            return true;
        _length = next switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF8 => 4, _ => 0 };
        if (_length > 0)
            (_code, _bytes, _read) = (next & (0xFF >> (_length + 1)), next, 1);
        return false;
    }

    /// <summary>Writes the bytes of the character that is not whole.</summary>
    public readonly void WritePending(Span<byte> target)
    {
        for (var i = 0; i < _read; i++)
            target[i] = (byte)(_bytes >> (8 * i));
    }

    private bool Continue(byte next, out int code)
    {
        _code = (_code << 6) | (next & 0x3F);
        _bytes |= (uint)next << (8 * _read);
        _read++;
        code = _code;
        if (_read < _length)
            return false;
        _read = 0;
        return _length switch
        {
            2 => code >= 0x80,
            3 => code >= 0x800 && code is not (>= 0xD800 and <= 0xDFFF) && code != 0xFEFF,
            _ => code is >= 0x10000 and <= 0x10FFFF,
        };
    }
}
