using System.Buffers;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Chunks;

/// <summary>What a seal counts.</summary>
internal record struct RecordingTotals(long RecordChunks, long Records, long Gaps);

/// <summary>How a session ended: what its END record and its seal say; and whether the index must not tell what was shown.</summary>
internal sealed record RecordingEnd(Guid SessionId, SealCause Cause, string Reason, long Duration, long EndUnixMicroseconds, bool IsEncrypted);

/// <summary>A recording that is closed: where its parts are and what was sealed. <see cref="Length"/> is the whole file's.</summary>
public sealed record ClosedRecording(long IndexOffset, long SealOffset, long Length, RecordingIndex Index, RecordingSeal Seal);

/// <summary>Writes what follows the last record: index, seal and trailer.</summary>
internal static class RecordingClosing
{
    /// <summary>Closes a file whose last chunk so far is the END's.</summary>
    public static ClosedRecording Write(
        ChunkSealer sealer, RecordingIndex index, RecordingTotals totals, RecordingEnd end, ISealSigner? signer, IBufferWriter<byte> output)
    {
        var body = new ArrayBufferWriter<byte>();
        IndexBody.Write(end.IsEncrypted ? index.WithoutTexts() : index, body);
        var offset = sealer.Offset;
        sealer.Seal(ChunkType.Index, ChunkFlags.None, 0, end.Duration, end.Duration, body.WrittenSpan, output);
        return WriteSeal(sealer, offset, index, totals, end, signer, output);
    }

    /// <summary>Closes a file whose last chunk so far is the index.</summary>
    public static ClosedRecording WriteSeal(
        ChunkSealer sealer, long indexOffset, RecordingIndex index, RecordingTotals totals, RecordingEnd end, ISealSigner? signer,
        IBufferWriter<byte> output)
    {
        var seal = new RecordingSeal
        {
            SessionId = end.SessionId,
            State = end.Cause.IsIncomplete() || totals.Gaps > 0 ? SealState.Incomplete : SealState.Complete,
            Cause = end.Cause,
            RecordChunks = totals.RecordChunks,
            Records = totals.Records,
            Duration = end.Duration,
            EndUnixMicroseconds = end.EndUnixMicroseconds,
            Chain = sealer.Chain,
            Reason = end.Reason,
        };
        var sealOffset = sealer.Offset;
        sealer.Seal(ChunkType.Seal, ChunkFlags.None, 0, end.Duration, end.Duration, seal.ToBody(signer), output);
        return WriteTrailer(sealer.Offset, new Trailer(indexOffset, sealOffset), index, seal, output);
    }

    /// <summary>Closes a file that ends with its seal, at <paramref name="offset"/>.</summary>
    public static ClosedRecording WriteTrailer(
        long offset, Trailer trailer, RecordingIndex index, RecordingSeal seal, IBufferWriter<byte> output)
    {
        trailer.Write(output.GetSpan(Trailer.Length));
        output.Advance(Trailer.Length);
        return new ClosedRecording(trailer.IndexOffset, trailer.SealOffset, offset + Trailer.Length, index, seal);
    }
}
