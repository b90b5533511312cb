using System.Threading.Channels;
using Hindsight.Recording.Chunks;
using Hindsight.Server.Database;

namespace Hindsight.Server.Recorder;

/// <summary>From sealed chunks to durable ones.</summary>
internal sealed partial class SessionRecorder
{
    /// <summary>The least that a timer can be late by.</summary>
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    private ValueTask SealDueAsync(long now) => _writer.ChunkDue(now) ? SealAllAsync() : ValueTask.CompletedTask;

    private async ValueTask SealAllAsync()
    {
        while (true)
        {
            var bytes = new PooledBuffer(64 * 1024);
            if (!_writer.TrySealChunk(bytes, out var chunk))
            {
                bytes.Dispose();
                return;
            }

            var marks = Interlocked.Exchange(ref _marks, null);
            await HandOverAsync(new SealedPart(bytes, chunk, marks, _time.GetTimestamp()));
        }
    }

    /// <summary>
    /// Waits for room. Not to be cancelled: a sealed chunk that does not get to the disk would break the chain. The wait
    /// ends with the recording at the latest, when <see cref="RecorderOptions.MaxBacklog"/> is over.
    /// </summary>
    private async ValueTask HandOverAsync(SealedPart part)
    {
        Interlocked.CompareExchange(ref _oldestWaiting, part.Sealed, long.MaxValue);
        try
        {
            await _parts.Writer.WriteAsync(part, CancellationToken.None);
        }
        catch (ChannelClosedException)
        {
            part.Bytes.Dispose();
            throw new RecordingFailedException(await FaultAsync());
        }
    }

    private async Task WriteAsync()
    {
        await using var file = _file;
        try
        {
            await foreach (var part in _parts.Reader.ReadAllAsync())
            {
                using var bytes = part.Bytes;
                Volatile.Write(ref _oldestWaiting, part.Sealed);
                WatchBacklog();
                await _file.AppendAsync(bytes.Bytes, CancellationToken.None);
                _index.Add(part);
                Volatile.Write(ref _oldestWaiting, _parts.Reader.TryPeek(out var next) ? next.Sealed : long.MaxValue);
                if (part.Chunk is not null && !Failed.IsCompleted)
                    await TellLedgerAsync();
            }
        }
        catch (Exception error)
        {
            Fail(error);
        }
        finally
        {
            while (_parts.Reader.TryRead(out var part))
                part.Bytes.Dispose();
        }
    }

    private async Task TellLedgerAsync()
    {
        try
        {
            await _ledger.ProgressAsync(_sid, _index.Take(), CancellationToken.None);
            _index.Written();
        }
        catch (Exception error) when (error is DatabaseException or System.Data.Common.DbException)
        {
            // The recording itself is safe on disk; the rows come with the next chunk or when it is closed.
            LogLedgerBehind(error, _sid.ToString());
        }
    }

    /// <summary>Something may be open now, which has to be sealed in time. A session in which nothing happens has no pulse.</summary>
    private void KeepPulse(long now)
    {
        _lastAccepted = now;
        if (_pulse.Period != _options.Pulse)
            _pulse.Period = _options.Pulse;
    }

    /// <summary>All that is open is younger than the last record, and a chunk of that age is sealed.</summary>
    private void RestPulse(long now)
    {
        if (now - _lastAccepted > ChunkPolicy.MaxAge)
            _pulse.Period = Timeout.InfiniteTimeSpan;
    }

    private async Task PulseAsync()
    {
        try
        {
            while (await _pulse.WaitForNextTickAsync(_stop.Token))
            {
                // Whoever holds the gate looks for a due chunk himself.
                if (!await _gate.WaitAsync(0, _stop.Token))
                    continue;
                try
                {
                    var now = _now();
                    if (!_finished && !Failed.IsCompleted)
                        await SealDueAsync(now);
                    RestPulse(now);
                }
                finally
                {
                    _gate.Release();
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }

    /// <summary>Looks again when the oldest part will have waited too long. Apart from the pulse, which may itself wait for the disk.</summary>
    private void WatchBacklog()
    {
        var oldest = Volatile.Read(ref _oldestWaiting);
        if (oldest == long.MaxValue)
            return;
        var patience = _options.MaxBacklog - _time.GetElapsedTime(oldest);
        if (patience < TimeSpan.Zero)
            FailBacklog();
        else
            _backlogWatch.Change(patience + OneMillisecond, Timeout.InfiniteTimeSpan);
    }

    private async Task StopPulseAsync()
    {
        await _backlogWatch.DisposeAsync();
        await _stop.CancelAsync();
        await _pulsing;
    }

    private void FailBacklog() => Fail(new RecordingFailedException(new RecordingFault(
        RecordingFaultKind.Backlog,
        $"The server's disk did not take the recording for {_options.MaxBacklog.TotalSeconds:0} seconds. An administrator has to look at the disk of its data directory.")));

    private RecordingFailedException Fail(Exception error)
    {
        var fault = RecordingFault.Of(error);
        if (_failed.TrySetResult(fault))
            LogFailed(error, _sid.ToString(), fault.Message);
        _parts.Writer.TryComplete();
        return error as RecordingFailedException ?? new RecordingFailedException(fault, error);
    }

    [LoggerMessage(5001, LogLevel.Error, "The recording of session {Sid} failed: {Reason}")]
    private partial void LogFailed(Exception error, string sid, string reason);

    [LoggerMessage(5002, LogLevel.Warning, "The ledger is behind the recording of session {Sid}")]
    private partial void LogLedgerBehind(Exception error, string sid);
}
