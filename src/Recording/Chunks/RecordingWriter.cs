using System.Buffers;
using System.Buffers.Binary;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Chunks;

/// <summary>
/// Lays out a recording: records in, bytes of the file out, in the order header, chunks, closing. Does no I/O and reads no
/// clock: its owner passes the session's time and appends what it is handed. Times are milliseconds since the session's
/// start and never go back. Not thread-safe.
/// </summary>
public sealed class RecordingWriter
{
    private readonly RecordingHeader _header;
    private readonly ChunkSealer _sealer;
    private readonly ChunkCipher? _cipher;
    private readonly IndexBuilder _index = new();
    private readonly SegmentPolicy _segment = new();
    private readonly Queue<OpenChunk> _finished = new();
    private readonly Stack<OpenChunk> _spare = new();
    private readonly RecordBatch _end = new();
    private OpenChunk _open = new();
    private RecordingTotals _totals;
    private long _lastTime;
    private bool _closed;

    /// <summary>Begins a recording, an encrypted one if there is an <paramref name="encryption"/>, which stays its caller's.</summary>
    public RecordingWriter(RecordingHeader header, RecordingEncryption? encryption = null)
    {
        _header = header with { IsEncrypted = encryption is not null };
        _cipher = encryption?.Cipher;
        var start = new ArrayBufferWriter<byte>(1024);
        _header.Write(start.GetSpan(RecordingHeader.Length));
        start.Advance(RecordingHeader.Length);
        _sealer = ChunkSealer.AfterHeader(start.WrittenSpan);
        // Twice, so that no single damage hides the whole recording.
        for (var copy = 0; encryption is not null && copy < 2; copy++)
            _sealer.Seal(ChunkType.Keys, ChunkFlags.None, 0, 0, 0, encryption.WrappedKey.Span, start);
        Header = start.WrittenMemory;
    }

    /// <summary>The file's first bytes: the header, and behind it the wrapped keys of an encrypted recording.</summary>
    public ReadOnlyMemory<byte> Header { get; }

    /// <summary>Bytes of the file so far, without what is not sealed.</summary>
    public long Length => _sealer.Offset;

    /// <summary>The index of the chunks that are sealed so far, for who watches a running session.</summary>
    public RecordingIndex SnapshotIndex() => _index.Build();

    /// <summary>
    /// Appends the records of a moment; their bytes are copied. RESIZE is refused, and pixels before the first keyframe
    /// are: a keyframe stands in the place of a RESIZE.
    /// </summary>
    public void Append(RecordBatch batch)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch.Time, _lastTime);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Time, RecordLimits.MaxTime);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Bytes.Length, ChunkHeader.MaxBody);
        if (batch.Count == 0)
            return;

        var records = batch.Bytes.Span;
        var step = Check(records, batch.Time);
        // The bytes are also the live viewers', so a dt that counts from something else than the last record stays as it
        // is; a new chunk states the time.
        var continues = _open.Count == 0 || (ulong)_lastTime + step == (ulong)batch.Time;
        if (!continues || _open.Body.Length + records.Length > ChunkPolicy.MaxBytes || IsOpenDue(batch.Time))
            FinishOpen();

        var reader = new RecordReader(records, batch.Time);
        while (reader.TryRead(out var record))
        {
            _segment.Add(record);
            _totals.Gaps += record.Kind == RecordKind.Gap ? 1 : 0;
        }

        _open.Append(batch.Time, batch.Count, records);
        _lastTime = batch.Time;
    }

    /// <summary>
    /// Begins a segment with the KEYFRAME record of <paramref name="keyframeBody"/>, a screen of the given size. Live
    /// viewers get a RESTART or RESIZE of the same time in its place, so the next record's dt counts from here for both.
    /// </summary>
    public void AppendKeyframe(long time, ReadOnlySpan<byte> keyframeBody, int width, int height)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, _lastTime);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, RecordLimits.MaxTime);
        var kind = _header.Kind == RecordingKind.Terminal ? RecordKind.TerminalKeyframe : RecordKind.Keyframe;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keyframeBody.Length, RecordLimits.MaxBodyOf(kind));
        if (keyframeBody.Length < 4 || BinaryPrimitives.ReadUInt16LittleEndian(keyframeBody) != width
            || BinaryPrimitives.ReadUInt16LittleEndian(keyframeBody[2..]) != height)
            throw new ArgumentException("the keyframe does not have the size that was given with it", nameof(keyframeBody));

        FinishOpen();
        _open.AppendKeyframe(kind, time, (ulong)(time - _lastTime), keyframeBody, width, height);
        _segment.Begin(time, keyframeBody.Length, width, height);
        _lastTime = time;
    }

    /// <summary>Whether <see cref="TrySealChunk"/> should be called now: a chunk is full or a second old.</summary>
    public bool ChunkDue(long now) => _finished.Count > 0 || IsOpenDue(now);

    /// <summary>Whether <see cref="AppendKeyframe"/> should be called before the next picture.</summary>
    public bool SegmentDue(long now) => _segment.IsDue(now);

    /// <summary>Whether <see cref="AppendKeyframe"/> must be called before anything else is appended, so that a seek stays bounded.</summary>
    public bool SegmentFull => _segment.IsFull;

    /// <summary>
    /// Seals the oldest records that are not sealed, due or not, and writes their chunk to <paramref name="output"/>;
    /// false if there are none. Call it until it says so: a keyframe may have left two chunks.
    /// </summary>
    public bool TrySealChunk(IBufferWriter<byte> output, out SealedChunk? chunk)
    {
        chunk = null;
        if (_finished.Count == 0)
            FinishOpen();
        if (!_finished.TryDequeue(out var next))
            return false;

        var (width, height) = next.Keyframe ?? default;
        var flags = next.Keyframe is null ? ChunkFlags.None : ChunkFlags.StartsSegment;
        chunk = _sealer.Seal(ChunkType.Records, flags, next.Count, next.FirstTime, next.LastTime, next.Body, output, _cipher, width, height);
        if (chunk.StartsSegment)
            _index.AddSegment(new SegmentRow(chunk.FirstTime, chunk.Offset, chunk.Sequence, width, height));
        _index.AddActivity(next.FirstTime, next.Body.Length);
        var reader = new RecordReader(next.Body, next.FirstTime);
        while (reader.TryRead(out var record))
            _index.AddRecord(record);
        _totals = _totals with { RecordChunks = _totals.RecordChunks + 1, Records = _totals.Records + next.Count };

        next.Clear();
        if (_spare.Count < 2 && next.Capacity <= 4 * ChunkPolicy.MaxBytes)
            _spare.Push(next);
        return true;
    }

    /// <summary>
    /// Ends the recording: seals what is left, and writes the END record, the index, the seal (signed if there is a
    /// <paramref name="signer"/>) and the trailer to <paramref name="output"/>.
    /// </summary>
    public ClosedRecording Finish(
        SealCause cause, string reason, long time, long endUnixMicroseconds, ISealSigner? signer, IBufferWriter<byte> output)
    {
        _end.Begin(_lastTime, Math.Max(time, _lastTime));
        _end.AppendEnd(cause, reason);
        Append(_end);
        _closed = true;
        while (TrySealChunk(output, out _))
        {
        }

        var end = new RecordingEnd(_header.SessionId, cause, reason, _lastTime, endUnixMicroseconds, _header.IsEncrypted);
        return RecordingClosing.Write(_sealer, _index.Build(), _totals, end, signer, output);
    }

    private bool IsOpenDue(long now) => _open.Count > 0 && ChunkPolicy.IsDue(_open.FirstTime, _open.Body.Length, now);

    /// <summary>Checks the records of a batch and returns the first one's dt.</summary>
    private ulong Check(ReadOnlySpan<byte> records, long time)
    {
        ulong? first = null;
        var reader = new RecordReader(records, time);
        while (reader.TryRead(out var record))
        {
            first ??= record.Step;
            if (record.Kind is RecordKind.Resize or RecordKind.Keyframe or RecordKind.TerminalKeyframe)
                throw new ArgumentException($"a batch for a recording holds no {record.Kind}: append a keyframe in its place");
            if (!_segment.IsOpen && record.Kind is RecordKind.Pixels or RecordKind.Copy or RecordKind.TileSave or RecordKind.TileDraw or RecordKind.Restart or RecordKind.TerminalOutput)
                throw new InvalidOperationException("there is no keyframe yet: append one before pixels");
            if (_segment.IsOverfull && record.Kind is not (RecordKind.Gap or RecordKind.End))
                throw new InvalidOperationException("the segment is over its bound: append a keyframe when SegmentDue or SegmentFull says so");
        }

        return first is { } step && reader.Problem is null && reader.Time == time
            ? step
            : throw new ArgumentException(reader.Problem ?? "the records of a batch are not of one time");
    }

    private void FinishOpen()
    {
        if (_open.Count == 0)
            return;
        _finished.Enqueue(_open);
        _open = _spare.TryPop(out var spare) ? spare : new OpenChunk();
    }
}
