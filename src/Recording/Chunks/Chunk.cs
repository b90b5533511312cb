namespace Hindsight.Recording.Chunks;

/// <summary>What the bytes at a place of a recording are.</summary>
public enum ChunkStatus
{
    /// <summary>A chunk that is as it was written, as far as its own checks and the chain before it can tell.</summary>
    Ok,

    /// <summary>A whole header, but the file ends before the chunk does; or fewer bytes than a header has.</summary>
    Truncated,

    /// <summary>No chunk header, or one with changed bits.</summary>
    DamagedHeader,

    /// <summary>A whole header, and a body that does not fit its checksum, or its tag if the data key is known.</summary>
    DamagedBody,

    /// <summary>Header and body fit their checksums but not the chain: the chunk or the chain was changed on purpose, or a chain value is damaged.</summary>
    ChainBroken,
}

/// <summary>A chunk in the memory it was read from; valid as long as that is.</summary>
public readonly record struct Chunk(
    ChunkHeader Header, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Chain, ReadOnlyMemory<byte> ExpectedChain)
{
    /// <summary>Whether the body is still encrypted, for want of the data key.</summary>
    public bool IsLocked { get; init; }
}
