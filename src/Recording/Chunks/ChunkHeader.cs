using System.Buffers.Binary;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Chunks;

/// <summary>What a chunk holds. A reader passes over a type that it does not know.</summary>
public enum ChunkType : byte
{
    /// <summary>Records.</summary>
    Records = 1,

    /// <summary>The index; once, before the seal.</summary>
    Index = 2,

    /// <summary>The seal; the last chunk.</summary>
    Seal = 3,

    /// <summary>The data key, wrapped for those who may read an encrypted recording; twice, before everything else.</summary>
    Keys = 4,
}

/// <summary>Properties of a chunk.</summary>
[Flags]
public enum ChunkFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The first record is a KEYFRAME: a segment starts here.</summary>
    StartsSegment = 1,

    /// <summary>The body is encrypted, and a nonce and a tag stand in place of the checksum.</summary>
    Encrypted = 2,

    /// <summary>The body was encrypted in the file and was decrypted by who handed it over; never in a file.</summary>
    Decrypted = 4,
}

/// <summary>The 40 bytes before a chunk's body (docs/FORMAT.md, "Chunks").</summary>
public readonly record struct ChunkHeader(
    ChunkType Type, ChunkFlags Flags, uint Sequence, int BodyLength, uint RecordCount, long FirstTime, long LastTime)
{
    /// <summary>Bytes of a chunk's header.</summary>
    public const int Length = 40;

    /// <summary>Bytes of a chain value: SHA-256.</summary>
    public const int ChainLength = 32;

    /// <summary>The longest body, in bytes: room for one keyframe or one picture of the largest screen.</summary>
    public const int MaxBody = 192 << 20;

    /// <summary>How a chunk begins, so that a reader finds the next one behind damage.</summary>
    public static ReadOnlySpan<byte> Magic => "HSCK"u8;

    /// <summary>Whether a segment starts here.</summary>
    public bool StartsSegment => (Flags & ChunkFlags.StartsSegment) != 0;

    /// <summary>Bytes of the checksum or tag behind the body.</summary>
    public int CheckLength => (Flags & (ChunkFlags.Encrypted | ChunkFlags.Decrypted)) != 0 ? ChunkCipher.CheckLength : 4;

    /// <summary>Whether the body can be read with the recording's data key only.</summary>
    public bool IsEncrypted => (Flags & ChunkFlags.Encrypted) != 0;

    /// <summary>Bytes of the whole chunk.</summary>
    public int TotalLength => Length + BodyLength + CheckLength + ChainLength;

    /// <summary>Writes the header; <paramref name="target"/> has room for <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> target)
    {
        target = target[..Length];
        Magic.CopyTo(target);
        target[4] = (byte)Type;
        target[5] = (byte)Flags;
        target[6] = target[7] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], BodyLength);
        BinaryPrimitives.WriteUInt32LittleEndian(target[16..], RecordCount);
        BinaryPrimitives.WriteInt64LittleEndian(target[20..], FirstTime);
        BinaryPrimitives.WriteInt64LittleEndian(target[28..], LastTime);
        BinaryPrimitives.WriteUInt32LittleEndian(target[36..], Crc32C.Of(target[..36]));
    }

    /// <summary>Reads the header at the start of <paramref name="source"/>; false unless all of it is in order.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out ChunkHeader header)
    {
        header = default;
        if (source.Length < Length || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(source[36..]) != Crc32C.Of(source[..36]))
            return false;

        header = new ChunkHeader(
            (ChunkType)source[4],
            (ChunkFlags)source[5],
            BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[20..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[28..]));
        return header.BodyLength is >= 0 and <= MaxBody
            && header.FirstTime >= 0 && header.LastTime >= header.FirstTime && header.LastTime <= RecordLimits.MaxTime
            && source[6] == 0 && source[7] == 0 && (byte)header.Flags < 8
            && (header.Flags & (ChunkFlags.Encrypted | ChunkFlags.Decrypted)) != (ChunkFlags.Encrypted | ChunkFlags.Decrypted);
    }
}
