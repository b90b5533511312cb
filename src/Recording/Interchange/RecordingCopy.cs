using System.Buffers.Binary;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// Writes the records of a recording into a new one, which another key seals or encrypts. What is damaged becomes a gap. A sealed file is
/// never changed: the copy is another one.
/// </summary>
public static class RecordingCopy
{
    /// <summary>Copies all that can be read of an unencrypted, or unlocked, recording.</summary>
    /// <exception cref="RecordingFormatException">It has no header, or nothing that can be shown.</exception>
    public static async Task<ImportResult> RunAsync(IRecordingSource source, OpenedRecording recording, ImportTarget target, CancellationToken cancellationToken)
    {
        var header = recording.Header ?? throw new RecordingFormatException("the recording's header is damaged");
        if (recording.Index.Segments.Count == 0)
            throw new RecordingFormatException("there is nothing in this recording that can be shown");
        var writer = new RecordingWriter(new RecordingHeader(target.SessionId, header.StartUnixMicroseconds, header.Kind), target.Encryption);
        target.Write(writer.Header.Span);
        var copy = new Copy(writer);
        var walk = new RecordWalk(source);
        while (await walk.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            copy.Append(walk);
            while (writer.TrySealChunk(target.Output, out _))
            {
            }

            if (target.Flush is { } flush)
                await flush(cancellationToken).ConfigureAwait(false);
        }

        var isWhole = !walk.HasDamage && recording.Seal is { State: SealState.Complete };
        var end = Math.Max(recording.Duration, copy.Time);
        var notes = new ImportNotes();
        if (!isWhole)
            notes.Add("The recording is not whole; what can be read of it was taken over.");
        var closed = writer.Finish(
            isWhole ? SealCause.ClosedByUser : SealCause.Cut, target.Reason(isWhole), end, header.StartUnixMicroseconds + (end * 1000), target.Signer, target.Output);
        return new ImportResult(header.Kind, copy.Records, notes.Sentences, closed);
    }

    private sealed class Copy(RecordingWriter writer)
    {
        private readonly RecordBatch _batch = new();
        private bool _hasBegun;

        public long Time { get; private set; }

        public long Records { get; private set; }

        public void Append(RecordWalk walk)
        {
            if (walk.IsBehindDamage && _hasBegun && walk.FirstTime >= Time)
            {
                _batch.Begin(Time, walk.FirstTime);
                _batch.AppendGap(walk.FirstTime - Time, GapCause.Other, "this part of the recording that was imported was damaged");
                writer.Append(_batch);
                Time = walk.FirstTime;
            }

            var reader = new RecordReader(walk.Records, walk.FirstTime);
            while (reader.TryRead(out var record))
                Append(record);
        }

        private void Append(in Record record)
        {
            if (record.Kind is RecordKind.End or RecordKind.Resize || record.Time < Time)
                return;
            var isKeyframe = record.Kind is RecordKind.Keyframe or RecordKind.TerminalKeyframe;
            if (!isKeyframe && !_hasBegun)
                return;
            if (isKeyframe && record.Body.Length < 4)
                throw new RecordingFormatException("a keyframe of the recording has no size");
            if (isKeyframe)
            {
                writer.AppendKeyframe(record.Time, record.Body, BinaryPrimitives.ReadUInt16LittleEndian(record.Body), BinaryPrimitives.ReadUInt16LittleEndian(record.Body[2..]));
                _hasBegun = true;
            }
            else
            {
                _batch.Begin(Time, record.Time);
                _batch.Append(record.Kind, record.Body);
                writer.Append(_batch);
            }

            (Time, Records) = (record.Time, Records + 1);
        }
    }
}
