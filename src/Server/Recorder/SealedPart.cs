using Hindsight.Recording.Chunks;
using Hindsight.Recording.Index;

namespace Hindsight.Server.Recorder;

/// <summary>Bytes that go to the disk in one piece, and what the index learns when they are there. Whoever takes it disposes the bytes.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Chunk">The chunk they are; null for the closing, which is no news to the index but for its marks.</param>
/// <param name="Marks">Marks of the records in them, or null.</param>
/// <param name="Sealed">When they were handed over, as a timestamp of the clock.</param>
internal sealed record SealedPart(PooledBuffer Bytes, SealedChunk? Chunk, IReadOnlyList<IndexMark>? Marks, long Sealed);
