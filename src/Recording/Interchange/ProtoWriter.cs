using System.Buffers;
using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Builds a protobuf message. As proto3 wants it, values that are zero or empty are left out.</summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public ProtoWriter Number(int field, long value)
    {
        if (value == 0)
            return this;
        WriteVarint((ulong)field << 3);
        WriteVarint((ulong)value);
        return this;
    }

    public ProtoWriter Flag(int field, bool value) => Number(field, value ? 1 : 0);

    public ProtoWriter Text(int field, string value) => value.Length == 0 ? this : Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Message(int field, ProtoWriter message) => Bytes(field, message.ToArray());

    /// <summary>A google.protobuf.Timestamp.</summary>
    public ProtoWriter Time(int field, long unixMicroseconds)
    {
        var seconds = Math.DivRem(unixMicroseconds, 1_000_000, out var rest);
        return Message(field, new ProtoWriter().Number(1, seconds).Number(2, rest * 1000));
    }

    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint(((ulong)field << 3) | 2);
        WriteVarint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void WriteVarint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[Varint.MaxLength];
        _bytes.Write(bytes[..Varint.Write(bytes, value)]);
    }
}
