using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hindsight.Tsh.Video;

/// <summary>A picture as a PNG file (RFC 2083): 8 bits of red, green and blue, each row less the one above.</summary>
internal static class PngFile
{
    private const byte Up = 2;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var value = (uint)n;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    })];

    /// <summary>Writes the picture (0xFFRRGGBB).</summary>
    internal static void Write(Stream target, ReadOnlySpan<uint> picture, int width, int height)
    {
        target.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        WriteChunk(target, "IHDR", header);
        WriteChunk(target, "IDAT", Compress(picture, width, height));
        WriteChunk(target, "IEND", []);
    }

    private static byte[] Compress(ReadOnlySpan<uint> picture, int width, int height)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + 3 * width];
            row[0] = Up;
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var pixel = picture[y * width + x];
                    var above = y == 0 ? 0 : picture[(y - 1) * width + x];
                    for (var channel = 0; channel < 3; channel++)
                        row[1 + 3 * x + channel] = (byte)((pixel >> (16 - 8 * channel)) - (above >> (16 - 8 * channel)));
                }

                zlib.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream target, string type, byte[] body)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. body, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        var crc = uint.MaxValue;
        foreach (var b in chunk.AsSpan(4, 4 + body.Length))
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), ~crc);
        target.Write(chunk);
    }
}
