using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hindsight.Recording.Interchange;

namespace Hindsight.Unit.Recording.Interchange;

/// <summary>Puts Teleport recordings together, also such as Teleport would not write.</summary>
internal static class TeleportBytes
{
    /// <summary>The vector: a screen of 800 x 600 at 0, the pointer at 10, 20 after a second.</summary>
    public static readonly byte[] VectorPayload = Convert.FromHexString(
        "0000002baa04280a1b12116465736b746f702e7265636f7264696e672a0608a08bd9ca061209010000032000000258"
        + "00000030aa042d0a1d080112116465736b746f702e7265636f7264696e672a0608a18bd9ca061209030000000a0000001418e807");

    public static readonly byte[] Vector =
    [
        .. Convert.FromHexString("0000000000000001000000000000007a0000000000000000" + "1f8b08000000000000ff0163009cff"), .. VectorPayload,
        .. Convert.FromHexString("b136cdeb63000000"),
    ];

    public static byte[] Part(byte[] body, int padding = 0, long version = 1, byte flags = 0, long? size = null)
    {
        var header = new byte[version == 2 ? 32 : 24];
        BinaryPrimitives.WriteInt64BigEndian(header, version);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(8), size ?? body.Length);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(16), padding);
        if (version == 2)
            header[24] = flags;
        return [.. header, .. body, .. new byte[padding]];
    }

    public static byte[] Gzip(params byte[][] events)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var message in events)
                gzip.Write(Framed(message));
        }

        return target.ToArray();
    }

    public static byte[] Framed(byte[] message)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        return [.. length, .. message];
    }

    public static byte[] Event(int tag, long index, Func<ProtoWriter, ProtoWriter> fields) =>
        new ProtoWriter().Message(tag, fields(new ProtoWriter().Message(1, new ProtoWriter().Number(1, index).Text(2, $"type {tag}").Time(5, 1_767_261_600_000_000)))).ToArray();

    public static byte[] Start(long index, string size = "40:10") => Event(5, index, e => e.Text(6, size));

    public static byte[] Print(long index, long time, string text) => Event(7, index, e => e.Bytes(3, Encoding.UTF8.GetBytes(text)).Number(5, time));

    public static byte[] DesktopEvent(long index, long time, params byte[] message) => Event(69, index, e => e.Bytes(2, message).Number(3, time));
}
