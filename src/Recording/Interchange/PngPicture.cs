using System.Buffers.Binary;
using System.IO.Compression;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// The PNG pictures of desktop tiles: eight bits a channel, not interlaced. Bounded: the size is checked before memory is taken.
/// </summary>
public static class PngPicture
{
    /// <summary>Pixels of a picture at most: those of the largest screen.</summary>
    private const int MaxPixels = 1 << 25;

    private const int HeaderLength = 13;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Reads a picture: its size and its pixels, 0xFFRRGGBB. Throws <see cref="RecordingFormatException"/>.</summary>
    public static (int Width, int Height, uint[] Pixels) Read(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature))
            throw new RecordingFormatException("a picture is no PNG");
        PngHeader? header = null;
        var palette = Array.Empty<uint>();
        using var data = new MemoryStream();
        for (var rest = png[Signature.Length..]; TakeChunk(ref rest, out var type, out var body);)
        {
            switch (type)
            {
                case "IHDR" when header is null && body.Length == HeaderLength:
                    header = PngHeader.Read(body);
                    if ((long)header.Value.Width * header.Value.Height > MaxPixels)
                        throw new RecordingFormatException("a picture is too large");
                    break;
                case "PLTE" when body.Length is > 0 and <= 768 && body.Length % 3 == 0:
                    palette = new uint[body.Length / 3];
                    for (var i = 0; i < palette.Length; i++)
                        palette[i] = Opaque(body[3 * i], body[(3 * i) + 1], body[(3 * i) + 2]);
                    break;
                case "IDAT":
                    data.Write(body);
                    break;
            }
        }

        if (header is not { } found)
            throw new RecordingFormatException("a picture has no header");

        // DEFLATE makes at most 1032 bytes of one: memory is taken for what can really be there.
        if ((long)found.Width * found.Height * found.Channels > 1032 * data.Length)
            throw new RecordingFormatException("a picture is cut");
        data.Position = 0;
        try
        {
            using var raw = new ZLibStream(data, CompressionMode.Decompress);
            return (found.Width, found.Height, new PngRows(found, palette).Read(raw));
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw new RecordingFormatException("a picture's data is broken", problem);
        }
    }

    /// <summary>Writes a picture of a part of the screen.</summary>
    public static byte[] Write(ReadOnlySpan<uint> pixels, int stride, int width, int height)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, PngHeader.Rgb);
        WriteChunk(png, "IHDR"u8, header);

        using var data = new MemoryStream();
        using (var deflate = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            // Filter 2: the difference to the row above.
            var (row, above) = (new byte[1 + (3 * width)], new byte[1 + (3 * width)]);
            var filtered = new byte[row.Length];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var pixel = pixels[(y * stride) + x];
                    (row[1 + (3 * x)], row[2 + (3 * x)], row[3 + (3 * x)]) = ((byte)(pixel >> 16), (byte)(pixel >> 8), (byte)pixel);
                }

                filtered[0] = 2;
                for (var i = 1; i < row.Length; i++)
                    filtered[i] = (byte)(row[i] - above[i]);
                deflate.Write(filtered);
                (row, above) = (above, row);
            }
        }

        WriteChunk(png, "IDAT"u8, data.ToArray());
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    internal static uint Opaque(byte red, byte green, byte blue) => 0xFF000000 | ((uint)red << 16) | ((uint)green << 8) | blue;

    private static bool TakeChunk(ref ReadOnlySpan<byte> rest, out string type, out ReadOnlySpan<byte> body)
    {
        type = "";
        body = default;
        if (rest.Length < 12)
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - 12)
            throw new RecordingFormatException("a picture is cut");
        body = rest.Slice(8, (int)length);
        if (BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]) != Crc32.Of(rest.Slice(4, 4 + (int)length)))
            throw new RecordingFormatException("a picture's checksum is wrong");
        type = System.Text.Encoding.ASCII.GetString(rest.Slice(4, 4));
        rest = rest[(12 + (int)length)..];
        return type != "IEND";
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        png.Write(number);
        png.Write(type);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc32.Append(Crc32.Append(uint.MaxValue, type), body));
        png.Write(number);
    }
}
