namespace Hindsight.Tsh.Video;

/// <summary>Bits of a JPEG picture, the highest first; a byte of ones has a zero after it, so that it is no marker.</summary>
internal sealed class JpegBits
{
    private byte[] _bytes = new byte[1 << 16];
    private int _length;
    private uint _pending;
    private int _count;

    /// <summary>Starts a picture with what comes before its bits.</summary>
    internal void Begin(byte[] head)
    {
        head.CopyTo(_bytes, 0);
        (_length, _pending, _count) = (head.Length, 0, 0);
    }

    /// <summary>Adds up to 16 bits.</summary>
    internal void Write(int bits, int count)
    {
        _pending = _pending << count | (uint)bits;
        _count += count;
        if (_length + 8 > _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        for (; _count >= 8; _count -= 8)
        {
            var value = (byte)(_pending >> (_count - 8));
            _bytes[_length++] = value;
            if (value == 0xFF)
                _bytes[_length++] = 0;
        }
    }

    /// <summary>Fills the last byte with ones and closes the picture.</summary>
    internal ReadOnlyMemory<byte> End()
    {
        Write(0x7F, 7);
        (_bytes[_length], _bytes[_length + 1]) = (0xFF, 0xD9);
        return _bytes.AsMemory(0, _length + 2);
    }
}
