using System.Buffers;
using System.Buffers.Binary;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>Writes the numbers of record bodies.</summary>
internal static class BodyWriter
{
    public static void WriteU16(Span<byte> target, int offset, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(target[offset..], checked((ushort)value));

    public static void WriteU16(IBufferWriter<byte> target, int value)
    {
        WriteU16(target.GetSpan(2), 0, value);
        target.Advance(2);
    }

    public static void WriteU32(IBufferWriter<byte> target, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target.GetSpan(4), value);
        target.Advance(4);
    }

    public static void WriteVarint(IBufferWriter<byte> target, int value) =>
        target.Advance(Varint.Write(target.GetSpan(Varint.MaxLength), (ulong)value));

    /// <summary>Writes x, y, width and height, and returns the bytes used.</summary>
    public static int WriteRect(Span<byte> target, in Rect rectangle)
    {
        WriteU16(target, 0, rectangle.X);
        WriteU16(target, 2, rectangle.Y);
        WriteU16(target, 4, rectangle.Width);
        WriteU16(target, 6, rectangle.Height);
        return 8;
    }
}
