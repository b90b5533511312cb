using System.Buffers.Binary;

namespace Hindsight.Recording.Chunks;

/// <summary>The last 24 bytes of a sealed recording: where its index and its seal are, in bytes of the file.</summary>
public readonly record struct Trailer(long IndexOffset, long SealOffset)
{
    /// <summary>Bytes of a trailer.</summary>
    public const int Length = 24;

    private static ReadOnlySpan<byte> Magic => "HSND"u8;

    /// <summary>Writes the trailer; <paramref name="target"/> has room for <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, IndexOffset);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], SealOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(target[16..], Crc32C.Of(target[..16]));
        Magic.CopyTo(target[20..]);
    }

    /// <summary>Reads a trailer that ends a file of <paramref name="fileLength"/> bytes; false unless it is in order.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, long fileLength, out Trailer trailer)
    {
        trailer = default;
        if (source.Length != Length || !source.EndsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(source[16..]) != Crc32C.Of(source[..16]))
            return false;
        trailer = new Trailer(BinaryPrimitives.ReadInt64LittleEndian(source), BinaryPrimitives.ReadInt64LittleEndian(source[8..]));
        return trailer.IndexOffset >= RecordingHeader.Length
            && trailer.SealOffset > trailer.IndexOffset
            && trailer.SealOffset < fileLength - Length;
    }
}
