using System.Threading.Channels;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;
using Hindsight.Server.Database;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Recorder;

/// <summary>
/// Records one session: takes records, seals chunks, appends them to the spool and, when they are on disk, tells the
/// ledger. Never drops anything: when the disk is slow, accepting waits; when it fails, accepting throws and
/// <see cref="Failed"/> completes. A record is accepted when it is in the chunk that goes to the disk next. Accepting
/// can't be cancelled, for the encoder has already moved on; it ends with the recording at the latest.
/// </summary>
internal sealed partial class SessionRecorder : IAsyncDisposable
{
    private readonly SessionId _sid;
    private readonly RecordingWriter _writer;
    private readonly ISpoolFile _file;
    private readonly Ledger _ledger;
    private readonly RecordingKeys _keys;
    private readonly Func<long> _now;
    private readonly TimeProvider _time;
    private readonly RecorderOptions _options;
    private readonly ILogger _logger;
    private readonly LiveIndex _index;
    private readonly SemaphoreSlim _gate = new(1, 1);

    // Full mode: wait. What waits here is bounded in chunks by its capacity and in time by MaxBacklog.
    private readonly Channel<SealedPart> _parts;
    private readonly TaskCompletionSource<RecordingFault> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private readonly PeriodicTimer _pulse;
    private readonly Task _pulsing;
    private readonly ITimer _backlogWatch;
    private RecordingEncryption? _encryption;
    private List<IndexMark>? _marks;
    private long _oldestWaiting = long.MaxValue;
    private long _lastAccepted;
    private bool _finished;

    private SessionRecorder(SessionId sid, RecordingWriter writer, ISpoolFile file, Ledger ledger, RecordingKeys keys, Func<long> now, TimeProvider time, RecorderOptions options, ILogger logger)
    {
        (_sid, _writer, _file, _ledger, _keys, _now, _time, _options, _logger) = (sid, writer, file, ledger, keys, now, time, options, logger);
        _index = new LiveIndex(writer.Header.Length);
        _parts = Channel.CreateBounded<SealedPart>(new BoundedChannelOptions(options.QueuedChunks) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        _writing = Task.Run(WriteAsync);
        _pulse = new PeriodicTimer(Timeout.InfiniteTimeSpan, time);
        _pulsing = Task.Run(PulseAsync);
        _backlogWatch = time.CreateTimer(_ => WatchBacklog(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes, with the cause, when the recording can't go on. Never completes otherwise.</summary>
    public Task<RecordingFault> Failed => _failed.Task;

    /// <summary>Completes when nothing touches the file any more; a disk that hangs can make it late.</summary>
    public Task Released => _writing;

    /// <summary>What is on disk of a recording that failed, for the ledger.</summary>
    public RecordingProgress Durable => _index.Take();

    /// <summary>
    /// Begins a recording in a new file. <paramref name="now"/> is the session's clock in milliseconds. Throws
    /// <see cref="RecordingFailedException"/>, and leaves <paramref name="file"/> to its owner, when the disk does not take it.
    /// </summary>
    public static async Task<SessionRecorder> StartAsync(RecordingHeader header, ISpoolFile file, Ledger ledger, RecordingKeys keys, Func<long> now, TimeProvider time, RecorderOptions options, ILogger logger, CancellationToken cancellation)
    {
        var encryption = keys.Encrypt(header.SessionId);
        var writer = new RecordingWriter(header, encryption);
        try
        {
            await file.AppendAsync(writer.Header, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            encryption?.Dispose();
            throw new RecordingFailedException(RecordingFault.Of(error), error);
        }

        return new SessionRecorder(new SessionId(header.SessionId), writer, file, ledger, keys, now, time, options, logger) { _encryption = encryption };
    }

    /// <summary>Whether the next picture should begin with <see cref="AcceptKeyframeAsync"/>.</summary>
    public async ValueTask<bool> SegmentDueAsync(long now)
    {
        await EnterAsync();
        try
        {
            return _writer.SegmentDue(now);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whether anything at all should begin with <see cref="AcceptKeyframeAsync"/>.</summary>
    public async ValueTask<bool> SegmentFullAsync()
    {
        await EnterAsync();
        try
        {
            return _writer.SegmentFull;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes the records of a moment; completes when they are accepted.</summary>
    public async ValueTask AcceptAsync(RecordBatch batch)
    {
        await EnterAsync();
        try
        {
            _writer.Append(batch);
            NoteMarks(batch);
            KeepPulse(batch.Time);
            await SealDueAsync(batch.Time);
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes a keyframe, which begins a segment; completes when it is accepted.</summary>
    public async ValueTask AcceptKeyframeAsync(long time, ReadOnlyMemory<byte> body, int width, int height)
    {
        await EnterAsync();
        try
        {
            _writer.AppendKeyframe(time, body.Span, width, height);
            KeepPulse(time);
            await SealDueAsync(time);
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Ends the recording and returns when it is whole on disk, or null when it is not because it failed before or now.
    /// Only the first call counts.
    /// </summary>
    public async Task<ClosedRecording?> FinishAsync(SealCause cause, string reason, long time, DateTimeOffset end, CancellationToken cancellation)
    {
        var closed = await CloseAsync(cause, reason, time, end);
        try
        {
            await _writing.WaitAsync(_options.FinishTimeout, _time, cancellation);
        }
        catch (TimeoutException)
        {
            FailBacklog();
        }

        await StopPulseAsync();
        return Failed.IsCompleted ? null : closed;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _finished = true;
        _parts.Writer.TryComplete();
        await StopPulseAsync();
        _pulse.Dispose();
        _stop.Dispose();
        _encryption?.Dispose();
    }

    private async Task<ClosedRecording?> CloseAsync(SealCause cause, string reason, long time, DateTimeOffset end)
    {
        if (Failed.IsCompleted)
            return null;
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            if (_finished || Failed.IsCompleted)
                return null;
            _finished = true;
            await SealAllAsync();
            var closing = new PooledBuffer(16 * 1024);
            var closed = _writer.Finish(cause, reason, time, ColumnTypes.ToMicroseconds(end), _keys.Signer, closing);
            await HandOverAsync(new SealedPart(closing, null, null, _time.GetTimestamp()));
            _parts.Writer.TryComplete();
            return closed;
        }
        catch (Exception error)
        {
            Fail(error);
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask EnterAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        if (!Failed.IsCompleted && !_finished)
            return;
        _gate.Release();
        throw new RecordingFailedException(await FaultAsync());
    }

    private async ValueTask<RecordingFault> FaultAsync() =>
        Failed.IsCompleted ? await Failed : new RecordingFault(RecordingFaultKind.Defect, "The recording is closed.");

    private void NoteMarks(RecordBatch batch)
    {
        var reader = new RecordReader(batch.Bytes.Span, batch.Time);
        while (reader.TryRead(out var record))
        {
            if (IndexMark.Of(record) is { } mark)
                (_marks ??= []).Add(mark);
        }
    }
}
