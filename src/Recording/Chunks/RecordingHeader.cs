using System.Buffers.Binary;

namespace Hindsight.Recording.Chunks;

/// <summary>What kind of session was recorded.</summary>
public enum RecordingKind : byte
{
    /// <summary>A desktop.</summary>
    Desktop = 1,

    /// <summary>A terminal.</summary>
    Terminal = 2,
}

/// <summary>What the first bytes of a file are.</summary>
public enum HeaderStatus
{
    /// <summary>A header that this version can play.</summary>
    Ok,

    /// <summary>Fewer bytes than a header has.</summary>
    Truncated,

    /// <summary>Not a recording.</summary>
    NotOurs,

    /// <summary>A header with changed bits.</summary>
    Damaged,

    /// <summary>A whole header of a version or with a required feature that this reader does not know.</summary>
    Unsupported,
}

/// <summary>The first 64 bytes of a recording (docs/FORMAT.md, "File header").</summary>
public sealed record RecordingHeader(Guid SessionId, long StartUnixMicroseconds, RecordingKind Kind = RecordingKind.Desktop)
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 64;

    /// <summary>The version of the format that this code writes.</summary>
    public const ushort Version = 1;

    private const byte Codec = 1;
    private const byte RingLog2 = 22;
    private const byte DefaultTableVersion = 1;

    /// <summary>Required feature: the records are encrypted.</summary>
    private const uint Encryption = 1;

    /// <summary>Required features that this reader knows.</summary>
    private const uint KnownFeatures = Encryption;

    /// <summary>Features that a reader may ignore.</summary>
    public uint OptionalFeatures { get; init; }

    /// <summary>Whether the records are encrypted, and the wrapped data key follows the header.</summary>
    public bool IsEncrypted { get; init; }

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'H', (byte)'S', (byte)'R', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes the header; <paramref name="target"/> has room for <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> target)
    {
        target = target[..Length];
        target.Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], IsEncrypted ? Encryption : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(target[16..], OptionalFeatures);
        SessionId.TryWriteBytes(target[20..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(target[36..], StartUnixMicroseconds);
        target[44] = (byte)Kind;
        target[45] = Codec;
        target[46] = RingLog2;
        target[47] = DefaultTableVersion;
        BinaryPrimitives.WriteUInt32LittleEndian(target[60..], Crc32C.Of(target[..60]));
    }

    /// <summary>Reads the header at the start of <paramref name="source"/>; it is null unless the answer is <see cref="HeaderStatus.Ok"/>.</summary>
    public static HeaderStatus Read(ReadOnlySpan<byte> source, out RecordingHeader? header)
    {
        header = null;
        if (source.Length < Length)
            return source.StartsWith(Magic[..Math.Min(source.Length, Magic.Length)]) ? HeaderStatus.Truncated : HeaderStatus.NotOurs;
        if (!source.StartsWith(Magic))
            return HeaderStatus.NotOurs;
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[60..]) != Crc32C.Of(source[..60]))
            return HeaderStatus.Damaged;
        if (BinaryPrimitives.ReadUInt16LittleEndian(source[8..]) != Version
            || BinaryPrimitives.ReadUInt16LittleEndian(source[10..]) != Length
            || (BinaryPrimitives.ReadUInt32LittleEndian(source[12..]) & ~KnownFeatures) != 0
            || source[44] is not ((byte)RecordingKind.Desktop or (byte)RecordingKind.Terminal)
            || source[45] != Codec || source[46] != RingLog2 || source[47] != DefaultTableVersion)
            return HeaderStatus.Unsupported;

        header = new RecordingHeader(
            new Guid(source.Slice(20, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(source[36..]),
            (RecordingKind)source[44])
        {
            IsEncrypted = (BinaryPrimitives.ReadUInt32LittleEndian(source[12..]) & Encryption) != 0,
            OptionalFeatures = BinaryPrimitives.ReadUInt32LittleEndian(source[16..]),
        };
        return HeaderStatus.Ok;
    }
}
