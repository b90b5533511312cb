namespace Hindsight.Recording.Chunks;

/// <summary>
/// A chunk that was written out and never changes: what a live index and the server's database need to know of it.
/// <see cref="Length"/> is the whole chunk, <see cref="Width"/> and <see cref="Height"/> are 0 unless it starts a segment.
/// </summary>
public sealed record SealedChunk(
    uint Sequence, long Offset, int Length, long FirstTime, long LastTime, bool StartsSegment, int Width, int Height,
    ReadOnlyMemory<byte> Chain);
