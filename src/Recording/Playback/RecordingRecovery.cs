using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Playback;

/// <summary>
/// How a cut file becomes a sealed recording: cut it to <see cref="TruncateAt"/> bytes and append <see cref="Closing"/>.
/// What is cut off is an unfinished or unreadable chunk at the end.
/// </summary>
public sealed record RecordingRecovery(long TruncateAt, ReadOnlyMemory<byte> Closing, ClosedRecording Result)
{
    /// <summary>
    /// Plans the recovery of a scanned file; null if it needs none (it has an end), has no whole header, or is encrypted and
    /// was scanned without the key, or is the decrypted form of a file. If the session's
    /// END was written, its own cause stands; else the recording becomes incomplete with <paramref name="cause"/> and
    /// <paramref name="reason"/>.
    /// </summary>
    public static RecordingRecovery? Plan(RecordingScan scan, SealCause cause, string reason, ISealSigner? signer)
    {
        if (!cause.IsIncomplete())
            throw new ArgumentException("a recording that was cut does not become complete", nameof(cause));
        if (!scan.IsCut || scan.Header is not { } header || (header.IsEncrypted && scan.State.Cipher is null) || scan.State.IsDecrypted)
            return null;

        var (offset, sequence, chain) = scan.State.Continuation;
        var sealer = new ChunkSealer(sequence, offset, chain);
        var output = new ArrayBufferWriter<byte>();
        var result = Close(scan.State, header, sealer, cause, reason, signer, output);
        return new RecordingRecovery(offset, output.WrittenMemory, result);
    }

    private static ClosedRecording Close(
        ScanState state, RecordingHeader header, ChunkSealer sealer, SealCause cause, string reason, ISealSigner? signer,
        IBufferWriter<byte> output)
    {
        var index = state.Index.Copy();
        if (state.Seal is { } seal)
            return RecordingClosing.WriteTrailer(sealer.Offset, state.Places, index.Build(), seal, output);

        var totals = state.Totals;
        if (state.End is { } written)
            (cause, reason) = written;
        else
            totals = WriteEnd(sealer, index, totals, state.LastTime, cause, reason, output, state.Cipher);

        var end = new RecordingEnd(
            header.SessionId, cause, reason, state.LastTime, header.StartUnixMicroseconds + (state.LastTime * 1000), header.IsEncrypted);
        return state.Places.IndexOffset > 0
            ? RecordingClosing.WriteSeal(sealer, state.Places.IndexOffset, index.Build(), totals, end, signer, output)
            : RecordingClosing.Write(sealer, index.Build(), totals, end, signer, output);
    }

    private static RecordingTotals WriteEnd(
        ChunkSealer sealer, IndexBuilder index, RecordingTotals totals, long time, SealCause cause, string reason, IBufferWriter<byte> output,
        ChunkCipher? cipher)
    {
        var batch = new RecordBatch();
        batch.AppendEnd(cause, reason);
        var records = batch.Bytes.Span;
        sealer.Seal(ChunkType.Records, ChunkFlags.None, 1, time, time, records, output, cipher);
        index.AddActivity(time, records.Length);
        var reader = new RecordReader(records, time);
        while (reader.TryRead(out var record))
            index.AddRecord(record);
        return totals with { RecordChunks = totals.RecordChunks + 1, Records = totals.Records + 1 };
    }
}
