using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>Records one after the other, as in a chunk: how the corpus stores them.</summary>
internal static class RecordStream
{
    /// <summary>Splits the bytes into kinds and bodies.</summary>
    public static List<(RecordKind Kind, byte[] Body)> Read(ReadOnlySpan<byte> bytes)
    {
        var records = new List<(RecordKind, byte[])>();
        while (!bytes.IsEmpty)
        {
            var kind = (RecordKind)bytes[0];
            bytes = bytes[1..];
            if (!Varint.TryRead(ref bytes, out var length) || !Varint.TryRead(ref bytes, out _) || length > (ulong)bytes.Length)
                throw new RecordingFormatException("a record is cut");
            records.Add((kind, bytes[..(int)length].ToArray()));
            bytes = bytes[(int)length..];
        }

        return records;
    }

    /// <summary>A record's bytes, dt 0.</summary>
    public static byte[] Record(RecordKind kind, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[1 + Varint.MaxLength + 1 + body.Length];
        bytes[0] = (byte)kind;
        var header = 1 + Varint.Write(bytes.AsSpan(1), (ulong)body.Length) + 1;
        body.CopyTo(bytes.AsSpan(header));
        return bytes[..(header + body.Length)];
    }

    public static string Crc32C(ReadOnlySpan<uint> pixels)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.AsBytes(pixels))
            crc = BitOperations.Crc32C(crc, word);
        return (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }

    public static byte[] U16(params int[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)values[i]);
        return bytes;
    }

    public static void Apply(this ScreenDecoder decoder, ReadOnlySpan<byte> records)
    {
        foreach (var (kind, body) in Read(records))
            decoder.Apply(kind, body);
    }
}
