using System.Buffers.Binary;
using System.IO.Compression;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// The events in the first gzip member of a part. What follows the member in the part is not looked at: old writers put padding
/// there, and other members do not count.
/// </summary>
internal sealed class OneMemberStream : IDisposable
{
    private readonly MemoryStream _body;
    private readonly DeflateStream _deflate;
    private readonly bool _isCut;
    private uint _crc = uint.MaxValue;
    private uint _length;

    public OneMemberStream(byte[] body, bool isCut)
    {
        _isCut = isCut;
        _body = new MemoryStream(body) { Position = HeaderLength(body) };

        // Byte by byte, so that the end of the member is known and its checksum behind it can be read.
        _deflate = new DeflateStream(new SingleByteStream(_body), CompressionMode.Decompress);
    }

    /// <summary>Whether the member ended as it should; known at its end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Reads an event into <paramref name="target"/> and returns its length; null at the end, also where the part is cut.</summary>
    public int? ReadEvent(byte[] target)
    {
        Span<byte> header = stackalloc byte[4];
        var count = Read(header);
        if (count == 0)
            CheckEnd();
        if (count < 4)
            return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (length == 0)
            throw new RecordingFormatException("an event has no bytes: the recording is damaged");
        if (length > TeleportParts.MaxEvent)
            throw new RecordingFormatException($"an event is longer than {TeleportParts.MaxEvent} bytes: the recording is damaged");
        return Read(target.AsSpan(0, (int)length)) == (int)length ? (int)length : null;
    }

    public void Dispose() => _deflate.Dispose();

    private int Read(Span<byte> target)
    {
        try
        {
            var count = _deflate.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            _crc = Crc32.Append(_crc, target[..count]);
            _length += (uint)count;
            return count;
        }
        catch (InvalidDataException) when (_isCut && _body.Position == _body.Length)
        {
            return 0;
        }
        catch (InvalidDataException problem)
        {
            throw new RecordingFormatException("a part's compressed data is damaged", problem);
        }
    }

    private void CheckEnd()
    {
        Span<byte> trailer = stackalloc byte[8];
        if (_body.ReadAtLeast(trailer, 8, throwOnEndOfStream: false) < 8)
            return;
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != ~_crc || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != _length)
            throw new RecordingFormatException("a part's checksum is wrong");
        IsWhole = !_isCut;
    }

    private int HeaderLength(ReadOnlySpan<byte> body)
    {
        if (body.Length < 10 && _isCut)
            return body.Length;
        if (body.Length < 18 || body[0] != 0x1F || body[1] != 0x8B || body[2] != 8)
            throw new RecordingFormatException("a part of the recording is not compressed as it should be");
        var (flags, at) = (body[3], 10);
        if ((flags & 4) != 0)
            at += 2 + BinaryPrimitives.ReadUInt16LittleEndian(body[at..]);
        for (var names = ((flags >> 3) & 1) + ((flags >> 4) & 1); names > 0 && at < body.Length; names--)
            at += Math.Max(0, body[at..].IndexOf((byte)0)) + 1;
        at += (flags & 2) != 0 ? 2 : 0;
        return Math.Min(at, body.Length);
    }

    /// <summary>Hands out one byte at a time, so that its reader takes no more than it needs.</summary>
    private sealed class SingleByteStream(MemoryStream source) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => source.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => source.Read(buffer, offset, Math.Min(1, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
