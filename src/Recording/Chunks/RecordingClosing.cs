using System.Buffers;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Chunks;

/// <summary>What a seal counts.</summary>
internal record struct RecordingTotals(long RecordChunks, long Records, long Gaps);

/// <summary>A recording that is closed: where its parts are and what was sealed. <see cref="Length"/> is the whole file's.</summary>
public sealed record ClosedRecording(long IndexOffset, long SealOffset, long Length, RecordingIndex Index, RecordingSeal Seal);

/// <summary>Writes what follows the last record: index, seal and trailer.</summary>
internal static class RecordingClosing
{
    /// <summary>Closes a file whose last chunk so far is the END's.</summary>
    public static ClosedRecording Write(
        ChunkSealer sealer, RecordingIndex index, RecordingTotals totals, Guid sessionId, SealCause cause, string reason,
        long duration, long endUnixMicroseconds, ISealSigner? signer, IBufferWriter<byte> output)
    {
        var indexBody = new ArrayBufferWriter<byte>();
        IndexBody.Write(index, indexBody);
        var indexOffset = sealer.Offset;
        sealer.Seal(ChunkType.Index, ChunkFlags.None, 0, duration, duration, indexBody.WrittenSpan, output);
        return WriteSeal(sealer, indexOffset, index, totals, sessionId, cause, reason, duration, endUnixMicroseconds, signer, output);
    }

    /// <summary>Closes a file whose last chunk so far is the index.</summary>
    public static ClosedRecording WriteSeal(
        ChunkSealer sealer, long indexOffset, RecordingIndex index, RecordingTotals totals, Guid sessionId, SealCause cause,
        string reason, long duration, long endUnixMicroseconds, ISealSigner? signer, IBufferWriter<byte> output)
    {
        var seal = new RecordingSeal
        {
            SessionId = sessionId,
            State = cause.IsIncomplete() || totals.Gaps > 0 ? SealState.Incomplete : SealState.Complete,
            Cause = cause,
            RecordChunks = totals.RecordChunks,
            Records = totals.Records,
            Duration = duration,
            EndUnixMicroseconds = endUnixMicroseconds,
            Chain = sealer.Chain,
            Reason = reason,
        };
        var sealOffset = sealer.Offset;
        sealer.Seal(ChunkType.Seal, ChunkFlags.None, 0, duration, duration, seal.ToBody(signer), output);
        new Trailer(indexOffset, sealOffset).Write(output.GetSpan(Trailer.Length));
        output.Advance(Trailer.Length);
        return new ClosedRecording(indexOffset, sealOffset, sealer.Offset + Trailer.Length, index, seal);
    }
}
