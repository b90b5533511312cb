using System.Buffers.Binary;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>Reads the numbers of a record's body; fails where it ends too early.</summary>
internal ref struct BodyReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public byte ReadByte() => ReadBytes(1)[0];

    public int ReadU16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    public uint ReadU32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    public ulong ReadVarint() =>
        Varint.TryRead(ref _rest, out var value) ? value : throw new RecordingFormatException("a record's body ends too early");

    public Rect ReadRect() => new(ReadU16(), ReadU16(), ReadU16(), ReadU16());

    public ReadOnlySpan<byte> ReadBytes(ulong count)
    {
        if (count > (ulong)_rest.Length)
            throw new RecordingFormatException("a record's body ends too early");
        var bytes = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return bytes;
    }

    public ReadOnlySpan<byte> ReadRest() => ReadBytes((ulong)_rest.Length);

    public readonly void ThrowUnlessDone()
    {
        if (!_rest.IsEmpty)
            throw new RecordingFormatException("a record's body has bytes behind its end");
    }
}
