using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Writes events as parts of a Teleport recording, version 1. Its owner disposes it.</summary>
internal sealed class TeleportFile(IBufferWriter<byte> output) : IDisposable
{
    /// <summary>Compressed bytes after which a part is closed, as Teleport does.</summary>
    private const int PartBytes = 5 << 20;

    private readonly MemoryStream _part = new();
    private GZipStream? _gzip;
    private long _index;

    /// <summary>Writes an event; <paramref name="fields"/> adds what comes behind its metadata.</summary>
    public void Write(int tag, string type, string code, long unixMicroseconds, Func<ProtoWriter, ProtoWriter> fields)
    {
        var metadata = new ProtoWriter().Number(1, _index).Text(2, type).Text(4, code).Time(5, unixMicroseconds);
        var message = new ProtoWriter().Message(tag, fields(new ProtoWriter().Message(1, metadata))).ToArray();
        if (message.Length > TeleportParts.MaxEvent)
            throw new RecordingFormatException($"an event of {message.Length} bytes does not fit into a Teleport recording");
        _index++;

        _gzip ??= new GZipStream(_part, CompressionLevel.Fastest, leaveOpen: true);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        _gzip.Write(length);
        _gzip.Write(message);
        if (_part.Length >= PartBytes)
            ClosePart();
    }

    /// <summary>Writes what is left. Call it once, at the end.</summary>
    public void ClosePart()
    {
        if (_gzip is null)
            return;
        _gzip.Dispose();
        _gzip = null;
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        header[7] = 1;
        BinaryPrimitives.WriteInt64BigEndian(header[8..], _part.Length);
        output.Write(header);
        output.Write(_part.GetBuffer().AsSpan(0, (int)_part.Length));
        _part.SetLength(0);
    }

    public void Dispose()
    {
        _gzip?.Dispose();
        _part.Dispose();
    }
}
