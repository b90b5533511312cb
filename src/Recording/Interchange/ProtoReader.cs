using System.Buffers.Binary;
using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Reads the fields of a protobuf message in the order they come. What is no protobuf is a <see cref="RecordingFormatException"/>.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The present field's number.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, if it is a number.</summary>
    public long Number { get; private set; }

    /// <summary>Its bytes, if it is a text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool TryRead()
    {
        if (_rest.IsEmpty)
            return false;
        var key = ReadVarint();
        Field = (int)Math.Min(key >> 3, int.MaxValue);
        Number = 0;
        Bytes = default;
        switch (key & 7)
        {
            case 0:
                Number = (long)ReadVarint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadInt64LittleEndian(Take(8));
                break;
            case 2:
                Bytes = Take(ReadVarint());
                break;
            case 5:
                Number = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
                break;
            default:
                throw new RecordingFormatException("an event has a field of an unknown form");
        }

        return true;
    }

    private ulong ReadVarint() =>
        Varint.TryRead(ref _rest, out var value) ? value : throw new RecordingFormatException("an event is cut");

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
            throw new RecordingFormatException("an event is cut");
        var bytes = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return bytes;
    }
}
