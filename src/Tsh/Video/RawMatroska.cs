using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Hindsight.Tsh.Video;

/// <summary>
/// Pictures without compression in a Matroska stream (RFC 9559): what FFmpeg reads from a pipe with the exact time of each.
/// Times are milliseconds.
/// </summary>
internal sealed class RawMatroska(Stream stream, int width, int height)
{
    private const ulong Ebml = 0x1A45DFA3, Segment = 0x18538067, Info = 0x1549A966, Tracks = 0x1654AE6B, Cluster = 0x1F43B675;
    private const ulong UnknownLength = 0x01FFFFFFFFFFFFFF;
    private const byte SimpleBlock = 0xA3, Timestamp = 0xE7, FirstTrack = 0x81, IsKeyframe = 0x80;

    private readonly byte[] _bytes = new byte[width * height * 4];

    /// <summary>Writes what comes before the pictures.</summary>
    internal async Task BeginAsync(CancellationToken cancellation)
    {
        var video = Element(0xE0, [.. Number(0xB0, (ulong)width), .. Number(0xBA, (ulong)height), .. Element(0x2EB524, "BGRA"u8)]);
        var track = Element(0xAE, [.. Number(0xD7, 1), .. Number(0x73C5, 1), .. Number(0x83, 1), .. Element(0x86, "V_UNCOMPRESSED"u8), .. video]);
        byte[] head =
        [
            .. Element(Ebml, [.. Element(0x4282, "matroska"u8), .. Number(0x4287, 4), .. Number(0x4285, 2)]),
            .. Bytes(Segment), .. Bytes(UnknownLength),
            .. Element(Info, [.. Number(0x2AD7B1, 1_000_000), .. Element(0x4D80, Encoding.ASCII.GetBytes("tsh")), .. Element(0x5741, Encoding.ASCII.GetBytes("tsh"))]),
            .. Element(Tracks, track),
        ];
        await stream.WriteAsync(head, cancellation);
    }

    /// <summary>Writes a picture, in a cluster of its own.</summary>
    internal async Task WriteAsync(ReadOnlyMemory<uint> picture, long time, CancellationToken cancellation)
    {
        var length = picture.Length * 4;
        byte[] block = [SimpleBlock, .. Length(4 + length), FirstTrack, 0, 0, IsKeyframe];
        var at = Number(Timestamp, (ulong)time);
        await stream.WriteAsync((byte[])[.. Bytes(Cluster), .. Length(at.Length + block.Length + length), .. at, .. block], cancellation);
        // Machines that .NET runs on are little-endian: 0xAARRGGBB is B, G, R, A.
        MemoryMarshal.AsBytes(picture.Span).CopyTo(_bytes);
        await stream.WriteAsync(_bytes, cancellation);
    }

    private static byte[] Element(ulong id, ReadOnlySpan<byte> body) => [.. Bytes(id), .. Length(body.Length), .. body];

    private static byte[] Number(ulong id, ulong value) => Element(id, value == 0 ? [0] : Bytes(value));

    /// <summary>A length in eight bytes, of which the first is a marker.</summary>
    private static byte[] Length(long length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, 1UL << 56 | (ulong)length);
        return bytes;
    }

    private static byte[] Bytes(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes.AsSpan(bytes.TakeWhile(b => b == 0).Count()).ToArray();
    }
}
