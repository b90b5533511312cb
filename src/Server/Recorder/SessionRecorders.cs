using System.Data.Common;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Recorder;

/// <summary>Begins and ends the recordings of sessions, with their rows in the ledger.</summary>
internal sealed partial class SessionRecorders(
    Ledger ledger, SpoolDirectory spool, ActiveRecordings active, UploadSignal uploads, RecordingKeys keys, AuditLog audit, TimeProvider time, RecorderOptions options, ILogger<SessionRecorders> logger)
{
    /// <summary>
    /// Writes the session's row and, unless a rule says not to, begins its recording; null when it is not recorded.
    /// Throws <see cref="RecordingFailedException"/>, and leaves no row, when it must be recorded and can't be.
    /// </summary>
    public async Task<SessionRecorder?> BeginAsync(AdmittedSession session, Func<long> now, CancellationToken cancellation)
    {
        if (!session.Recorded)
        {
            await ledger.AdmitAsync(session, cancellation);
            return null;
        }

        RequireRoom();
        active.Add(session.Sid);
        try
        {
            await ledger.AdmitAsync(session, cancellation);
            return await StartAsync(session, now, cancellation);
        }
        catch
        {
            await ForgetAsync(session.Sid);
            throw;
        }
    }

    /// <summary>Takes back a session that never began: its row and its file, unless a picture is on disk; then the uploads repair it.</summary>
    public async Task WithdrawAsync(AdmittedSession session, SessionRecorder? recorder, CancellationToken cancellation)
    {
        if (recorder is not null)
        {
            await recorder.DisposeAsync();
            await Task.WhenAny(recorder.Released, Task.Delay(options.FinishTimeout, time, cancellation));
        }

        if (recorder is null or { Released.IsCompleted: true })
            await ForgetAsync(session.Sid);
        else
            Release(session.Sid, recorder);
    }

    /// <summary>
    /// Ends a session's recording, whatever happened, and tells the ledger what is there of it. A database that does not
    /// answer does not keep the file from being sealed; the uploads set the row right later.
    /// </summary>
    public async Task EndAsync(AdmittedSession session, SessionRecorder? recorder, SealCause cause, string reason, long atMs, CancellationToken cancellation)
    {
        var end = session.Start.AddMilliseconds(atMs);
        await TellLedgerAsync(session.Sid, async () =>
        {
            await ledger.EndAsync(session.Sid, end, cancellation);
            if (recorder is not null)
                await ledger.MoveAsync(session.Sid, RecordingState.Sealing, null, cancellation);
        });
        if (recorder is null)
            return;

        try
        {
            var closed = await recorder.FinishAsync(cause, reason, atMs, end, cancellation);
            await TellLedgerAsync(session.Sid, () => closed is not null ? SealedAsync(session.Sid, closed, cancellation) : FailedAsync(session, recorder, cancellation));
        }
        finally
        {
            await recorder.DisposeAsync();
            Release(session.Sid, recorder);
        }
    }

    private async Task<SessionRecorder> StartAsync(AdmittedSession session, Func<long> now, CancellationToken cancellation)
    {
        ISpoolFile file;
        try
        {
            file = spool.Create(session.Sid);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordingFailedException(RecordingFault.Of(error), error);
        }

        var header = new RecordingHeader(session.Sid.Value, ColumnTypes.ToMicroseconds(session.Start));
        return await SessionRecorder.StartAsync(header, file, ledger, keys, now, time, options, logger, cancellation);
    }

    private void RequireRoom()
    {
        var free = spool.FreeBytes();
        if (free >= options.MinimumFreeBytes)
            return;
        throw new RecordingFailedException(new RecordingFault(
            RecordingFaultKind.DiskFull,
            $"This session must be recorded, and the server has only {free >> 20} MiB left for recordings. An administrator has to make room in its data directory ({options.MinimumFreeBytes >> 20} MiB must be free)."));
    }

    private async Task SealedAsync(SessionId sid, ClosedRecording closed, CancellationToken cancellation)
    {
        await ledger.ProgressAsync(sid, IndexRows.Whole(closed.Index, closed.Seal.Duration, closed.IndexOffset, closed.Length), cancellation);
        var incomplete = closed.Seal.State == SealState.Incomplete;
        // A whole recording also says why its session ended, unless the person simply left.
        var reason = closed.Seal.Cause == SealCause.ClosedByUser ? null : closed.Seal.Reason;
        await ledger.UploadAsync(sid, incomplete ? RecordingState.Incomplete : RecordingState.Complete, reason, cancellation);
    }

    private async Task FailedAsync(AdmittedSession session, SessionRecorder recorder, CancellationToken cancellation)
    {
        var fault = await recorder.Failed;
        await ledger.ProgressAsync(session.Sid, recorder.Durable, cancellation);
        await ledger.MoveAsync(session.Sid, RecordingState.Incomplete, fault.Message, cancellation);
        await audit.WriteAsync(RecordingEvents.Incomplete(session.Sid, session.User, session.Target, RecordingState.Incomplete, fault.Message), cancellation);
    }

    private async Task TellLedgerAsync(SessionId sid, Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception error) when (error is DatabaseException or DbException)
        {
            LogLedgerBehind(error, sid.ToString());
        }
    }

    private async Task ForgetAsync(SessionId sid)
    {
        try
        {
            if (await ledger.WithdrawAsync(sid, CancellationToken.None))
                spool.Delete(sid);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogSpoolLeft(error, sid.ToString());
        }
        finally
        {
            active.Remove(sid);
            uploads.Set();
        }
    }

    private void Release(SessionId sid, SessionRecorder recorder)
    {
        // Only a disk that hangs makes this late; the repair must not touch the file before.
        recorder.Released.ContinueWith(
            _ =>
            {
                active.Remove(sid);
                uploads.Set();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    [LoggerMessage(5004, LogLevel.Error, "The ledger could not be told of the end of session {Sid}; its row is set right when the database answers")]
    private partial void LogLedgerBehind(Exception error, string sid);

    [LoggerMessage(5003, LogLevel.Warning, "The file of session {Sid}, which never began, can't be removed from the spool")]
    private partial void LogSpoolLeft(Exception error, string sid);
}
