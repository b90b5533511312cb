using System.Buffers.Binary;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>The size of a PNG and how its pixels are given.</summary>
internal readonly record struct PngHeader(int Width, int Height, byte ColorType)
{
    public const byte Gray = 0;
    public const byte Rgb = 2;
    public const byte Palette = 3;
    public const byte GrayAlpha = 4;
    public const byte RgbAlpha = 6;

    public int Channels => ColorType switch { Rgb => 3, GrayAlpha => 2, RgbAlpha => 4, _ => 1 };

    public static PngHeader Read(ReadOnlySpan<byte> body)
    {
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
        if (width is 0 or > 16384 || height is 0 or > 16384)
            throw new RecordingFormatException("a picture has an impossible size");
        if (body[8] != 8 || body[9] is not (Gray or Rgb or Palette or GrayAlpha or RgbAlpha) || body[10] != 0 || body[11] != 0 || body[12] != 0)
            throw new RecordingFormatException("a picture is of a kind of PNG that is not supported: only eight bits a channel, not interlaced, are");
        return new PngHeader((int)width, (int)height, body[9]);
    }
}

/// <summary>Takes the filters of a PNG's rows back.</summary>
internal sealed class PngRows(PngHeader header, uint[] palette)
{
    private byte[] _row = new byte[header.Width * header.Channels];
    private byte[] _above = new byte[header.Width * header.Channels];

    public uint[] Read(Stream raw)
    {
        var pixels = new uint[header.Width * header.Height];
        for (var y = 0; y < header.Height; y++)
        {
            var filter = raw.ReadByte();
            raw.ReadExactly(_row);
            Unfilter(filter);
            for (var x = 0; x < header.Width; x++)
                pixels[(y * header.Width) + x] = Pixel(_row.AsSpan(x * header.Channels));
            (_row, _above) = (_above, _row);
        }

        return pixels;
    }

    private void Unfilter(int filter)
    {
        var step = header.Channels;
        for (var i = 0; i < _row.Length; i++)
        {
            int left = i >= step ? _row[i - step] : 0, up = _above[i], corner = i >= step ? _above[i - step] : 0;
            _row[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => (byte)Paeth(left, up, corner),
                _ => throw new RecordingFormatException("a picture has an unknown filter"),
            };
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    // Screens are opaque: an alpha channel says nothing.
    private uint Pixel(ReadOnlySpan<byte> channels) => header.ColorType switch
    {
        PngHeader.Palette => channels[0] < palette.Length ? palette[channels[0]] : 0xFF000000,
        PngHeader.Gray or PngHeader.GrayAlpha => PngPicture.Opaque(channels[0], channels[0], channels[0]),
        _ => PngPicture.Opaque(channels[0], channels[1], channels[2]),
    };
}
