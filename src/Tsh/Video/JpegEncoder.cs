using System.Buffers.Binary;

namespace Hindsight.Tsh.Video;

/// <summary>
/// Makes baseline JPEG (ITU-T T.81) of pictures of one size, 0xFFRRGGBB. Colour keeps its resolution, for a desktop's letters
/// have coloured edges. Quality goes from 0 to 100.
/// </summary>
internal sealed class JpegEncoder
{
    private const int Side = 8, BlockLength = 64;

    private static readonly float[] Scales = [1f, 1.387039845f, 1.306562965f, 1.175875602f, 1f, 0.785694958f, 0.541196100f, 0.275899379f];

    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _head;
    private readonly float[] _brightness;
    private readonly float[] _colour;
    private readonly float[] _y = new float[BlockLength];
    private readonly float[] _cb = new float[BlockLength];
    private readonly float[] _cr = new float[BlockLength];
    private readonly JpegBits _bits = new();

    internal JpegEncoder(int width, int height, int quality)
    {
        (_width, _height) = (width, height);
        var (brightness, colour) = (Steps(JpegTables.Brightness, quality), Steps(JpegTables.Colour, quality));
        _head = Head(width, height, brightness, colour);
        (_brightness, _colour) = (Factors(brightness), Factors(colour));
    }

    /// <summary>The picture as a file; valid until the next one.</summary>
    internal ReadOnlyMemory<byte> Encode(ReadOnlySpan<uint> picture)
    {
        _bits.Begin(_head);
        var (lastY, lastCb, lastCr) = (0, 0, 0);
        for (var top = 0; top < _height; top += Side)
        {
            for (var left = 0; left < _width; left += Side)
            {
                Load(picture, left, top);
                lastY = Write(_y, _brightness, lastY, JpegTables.BrightnessFirst, JpegTables.BrightnessRest);
                lastCb = Write(_cb, _colour, lastCb, JpegTables.ColourFirst, JpegTables.ColourRest);
                lastCr = Write(_cr, _colour, lastCr, JpegTables.ColourFirst, JpegTables.ColourRest);
            }
        }

        return _bits.End();
    }

    /// <summary>A square of the picture as brightness and colour; beyond its edges the last pixels go on.</summary>
    private void Load(ReadOnlySpan<uint> picture, int left, int top)
    {
        for (var y = 0; y < Side; y++)
        {
            var row = picture.Slice(Math.Min(top + y, _height - 1) * _width, _width);
            for (var x = 0; x < Side; x++)
            {
                var pixel = row[Math.Min(left + x, _width - 1)];
                float r = pixel >> 16 & 0xFF, g = pixel >> 8 & 0xFF, b = pixel & 0xFF;
                var at = y * Side + x;
                _y[at] = 0.299f * r + 0.587f * g + 0.114f * b - 128;
                _cb[at] = -0.168736f * r - 0.331264f * g + 0.5f * b;
                _cr[at] = 0.5f * r - 0.418688f * g - 0.081312f * b;
            }
        }
    }

    /// <summary>Writes a block; returns its first coefficient, from which the next block's is counted.</summary>
    private int Write(Span<float> block, float[] factors, int last, JpegCode first, JpegCode rest)
    {
        for (var row = 0; row < Side; row++)
            Transform(block, row * Side, 1);
        for (var column = 0; column < Side; column++)
            Transform(block, column, Side);
        var dc = (int)MathF.Round(block[0] * factors[0]);
        WriteNumber(first, 0, dc - last);
        var zeros = 0;
        for (var i = 1; i < BlockLength; i++)
        {
            var place = JpegTables.ZigZag[i];
            var value = (int)MathF.Round(block[place] * factors[place]);
            if (value == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
                _bits.Write(rest.Bits[0xF0], rest.Lengths[0xF0]);
            WriteNumber(rest, zeros << 4, value);
            zeros = 0;
        }

        if (zeros > 0)
            _bits.Write(rest.Bits[0], rest.Lengths[0]);
        return dc;
    }

    private void WriteNumber(JpegCode code, int run, int value)
    {
        var size = 32 - int.LeadingZeroCount(Math.Abs(value));
        _bits.Write(code.Bits[run | size], code.Lengths[run | size]);
        _bits.Write((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
    }

    /// <summary>The cosine transform of eight values (Arai, Agui and Nakajima), but for factors that the steps take care of.</summary>
    private static void Transform(Span<float> d, int at, int step)
    {
        ref var d0 = ref d[at];
        ref var d1 = ref d[at + step];
        ref var d2 = ref d[at + 2 * step];
        ref var d3 = ref d[at + 3 * step];
        ref var d4 = ref d[at + 4 * step];
        ref var d5 = ref d[at + 5 * step];
        ref var d6 = ref d[at + 6 * step];
        ref var d7 = ref d[at + 7 * step];
        var (s07, m07, s16, m16, s25, m25, s34, m34) = (d0 + d7, d0 - d7, d1 + d6, d1 - d6, d2 + d5, d2 - d5, d3 + d4, d3 - d4);
        var (even0, even3, even1, even2) = (s07 + s34, s07 - s34, s16 + s25, s16 - s25);
        (d0, d4) = (even0 + even1, even0 - even1);
        var turned = (even2 + even3) * 0.707106781f;
        (d2, d6) = (even3 + turned, even3 - turned);
        var (odd0, odd1, odd2) = (m34 + m25, m25 + m16, m16 + m07);
        var both = (odd0 - odd2) * 0.382683433f;
        var (low, high, middle) = (0.541196100f * odd0 + both, 1.306562965f * odd2 + both, odd1 * 0.707106781f);
        var (sum, difference) = (m07 + middle, m07 - middle);
        (d5, d3, d1, d7) = (difference + low, difference - low, sum + high, sum - high);
    }

    private static byte[] Steps(ReadOnlySpan<byte> table, int quality)
    {
        // As everybody's encoders read the word quality; 0 would be no picture at all.
        quality = Math.Clamp(quality, 5, 100);
        var percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        var steps = new byte[BlockLength];
        for (var i = 0; i < BlockLength; i++)
            steps[i] = (byte)Math.Clamp((table[i] * percent + 50) / 100, 1, 255);
        return steps;
    }

    private static float[] Factors(byte[] steps)
    {
        var factors = new float[BlockLength];
        for (var i = 0; i < BlockLength; i++)
            factors[i] = 1 / (steps[i] * Scales[i / Side] * Scales[i % Side] * Side);
        return factors;
    }

    private static byte[] Head(int width, int height, byte[] brightness, byte[] colour)
    {
        List<byte> head = [0xFF, 0xD8];
        Add(head, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Add(head, 0xDB, [0, .. InOrder(brightness), 1, .. InOrder(colour)]);
        Add(head, 0xC0, [8, .. Short(height), .. Short(width), 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
        foreach (var (id, code) in ((byte, JpegCode)[])[(0x00, JpegTables.BrightnessFirst), (0x10, JpegTables.BrightnessRest), (0x01, JpegTables.ColourFirst), (0x11, JpegTables.ColourRest)])
            Add(head, 0xC4, [id, .. code.Counts, .. code.Symbols]);
        Add(head, 0xDA, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
        return [.. head];
    }

    private static void Add(List<byte> head, byte marker, byte[] body) => head.AddRange([0xFF, marker, .. Short(body.Length + 2), .. body]);

    private static byte[] InOrder(byte[] steps)
    {
        var ordered = new byte[BlockLength];
        for (var i = 0; i < BlockLength; i++)
            ordered[i] = steps[JpegTables.ZigZag[i]];
        return ordered;
    }

    private static byte[] Short(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }
}
