using System.Globalization;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Server.Audit;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Recorder;

/// <summary>
/// Closes recordings that nobody finished: the server was killed, or the disk was full. What is in the file stays and
/// plays; the seal says that the rest is missing and why.
/// </summary>
internal sealed partial class RecordingRepair(
    SpoolDirectory spool, Ledger ledger, RecordingCatalog catalog, RecordingVerification verification, RecordingKeys keys, AuditLog audit, ILogger<RecordingRepair> logger)
{
    /// <summary>Marks of damage are numbered after all others.</summary>
    private const int FirstDamageNumber = 1 << 20;

    private const string Killed = "The server stopped during the session; at most the last two seconds are missing.";

    /// <summary>
    /// Reads a finished file once more before the store gets it; null when it is gone. What the disk or somebody changed
    /// since it was sealed is marked in its row, and the recording is incomplete.
    /// </summary>
    public async Task<LedgerEntry?> CheckAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        Verification found;
        await using (var content = spool.TryOpen(entry.Sid))
        {
            if (content is null)
                return entry;
            found = await verification.VerifyAsync(content, entry.Sid, cancellation);
        }

        if (found.Verdict is Verdict.Whole or Verdict.Incomplete)
            return entry;
        var reason = string.Create(CultureInfo.InvariantCulture, $"The file was changed on the server's disk: {found.Reason} ({TimeSpan.FromMilliseconds(found.From):hh\\:mm\\:ss}).");
        await ledger.MoveAsync(entry.Sid, RecordingState.Incomplete, reason, cancellation);
        await audit.WriteAsync(RecordingEvents.Altered(entry, found), cancellation);
        LogAltered(entry.Sid.ToString(), reason);
        return await RepairAsync(entry with { State = RecordingState.Incomplete, Reason = reason }, cancellation);
    }

    /// <summary>Makes a session's file whole and its row ready for the store; null when there is nothing to store.</summary>
    public async Task<LedgerEntry?> RepairAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        var scan = await ScanAsync(entry.Sid, cancellation);
        if (scan is null || scan.BuildIndex().Segments.Count == 0)
        {
            await LoseAsync(entry, scan is null ? "The file is missing from the server's spool." : "The server stopped before the desktop showed anything.", cancellation);
            return null;
        }

        if (scan.IsLocked)
            return await LeaveAsync(entry, cancellation);

        var reason = entry.Reason ?? Killed;
        var recordsEnd = scan.ValidEnd;
        if (RecordingRecovery.Plan(scan, entry.Reason is null ? SealCause.Interrupted : SealCause.RecordingFailed, reason, keys.Signer) is { } plan)
        {
            await using (var file = SpoolFile.OpenAt(spool.PathOf(entry.Sid), plan.TruncateAt))
                await file.AppendAsync(plan.Closing, cancellation);
            recordsEnd = plan.Result.IndexOffset;
            LogRepaired(entry.Sid.ToString(), plan.Result.Seal.Duration, reason);
            scan = await ScanAsync(entry.Sid, cancellation) ?? throw new FileNotFoundException("the file went away during its repair", spool.PathOf(entry.Sid));
        }

        return await WriteRowAsync(entry, scan, recordsEnd, cancellation);
    }

    /// <summary>There is nothing to play of a session, and the ledger and the audit log say so.</summary>
    public async Task LoseAsync(LedgerEntry entry, string reason, CancellationToken cancellation)
    {
        await ledger.MoveAsync(entry.Sid, RecordingState.Lost, reason, cancellation);
        await audit.WriteAsync(RecordingEvents.Incomplete(entry.Sid, entry.User, entry.Target, RecordingState.Lost, reason), cancellation);
        LogLost(entry.Sid.ToString(), reason);
    }

    /// <summary>What nobody here can read is stored as it is: what the row says of it is all that is known.</summary>
    private async Task<LedgerEntry?> LeaveAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        const string reason = "The recording is encrypted with a key that this server does not have, so it could not be closed. Restore the database that has the key.";
        await ledger.EndAsync(entry.Sid, entry.Start.AddMilliseconds(entry.DurationMs), cancellation);
        if (await ledger.UploadAsync(entry.Sid, RecordingState.Incomplete, reason, cancellation))
            await audit.WriteAsync(RecordingEvents.Incomplete(entry.Sid, entry.User, entry.Target, RecordingState.Incomplete, reason), cancellation);
        return await catalog.FindAsync(entry.Sid, cancellation);
    }

    private async Task<LedgerEntry?> WriteRowAsync(LedgerEntry entry, RecordingScan scan, long recordsEnd, CancellationToken cancellation)
    {
        await using var content = spool.TryOpen(entry.Sid);
        var length = content?.Length ?? 0;
        var damaged = scan.Damage.Where(d => d.HidesPictures)
            .Select((d, i) => new LedgerMark(FirstDamageNumber + i, d.From, Math.Max(d.ShownAgain, d.To), "damaged", d.Reason));
        var progress = IndexRows.Whole(scan.BuildIndex(), scan.Duration, recordsEnd, length);
        await ledger.ProgressAsync(entry.Sid, progress with { Marks = [.. progress.Marks, .. damaged] }, cancellation);
        await ledger.EndAsync(entry.Sid, entry.Start.AddMilliseconds(scan.Duration), cancellation);

        var complete = scan.Seal is { State: SealState.Complete } && scan.Damage.Count == 0;
        if (complete)
        {
            await ledger.UploadAsync(entry.Sid, RecordingState.Complete, null, cancellation);
        }
        else
        {
            var reason = entry.Reason ?? scan.Seal?.Reason ?? Killed;
            if (await ledger.UploadAsync(entry.Sid, RecordingState.Incomplete, reason, cancellation))
                await audit.WriteAsync(RecordingEvents.Incomplete(entry.Sid, entry.User, entry.Target, RecordingState.Incomplete, reason), cancellation);
        }

        return await catalog.FindAsync(entry.Sid, cancellation);
    }

    private async Task<RecordingScan?> ScanAsync(SessionId sid, CancellationToken cancellation)
    {
        await using var content = spool.TryOpen(sid);
        return content is null ? null : await RecordingScan.RunAsync(new ContentSource(content), keys.Identities, cancellation);
    }

    [LoggerMessage(5020, LogLevel.Warning, "Repaired the recording of session {Sid}, {Milliseconds} ms long: {Reason}")]
    private partial void LogRepaired(string sid, long milliseconds, string reason);

    [LoggerMessage(5022, LogLevel.Error, "The recording of session {Sid} is not as it was sealed: {Reason}")]
    private partial void LogAltered(string sid, string reason);

    [LoggerMessage(5021, LogLevel.Error, "The recording of session {Sid} is lost: {Reason}")]
    private partial void LogLost(string sid, string reason);
}
