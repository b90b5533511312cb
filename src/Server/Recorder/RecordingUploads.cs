using System.Data.Common;
using System.Globalization;
using Hindsight.Server.Database;
using Hindsight.Server.Library;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Recorder;

/// <summary>
/// Brings finished recordings from the spool to the store, one after the other, and repairs those that a stopped server
/// left. The ledger is the queue. A local file goes only after the stored copy was verified and the ledger says so.
/// </summary>
internal sealed partial class RecordingUploads(
    RecordingCatalog catalog, Ledger ledger, SpoolDirectory spool, IRecordingStore store, ActiveRecordings active, UploadSignal signal,
    RecordingRepair repair, TimeProvider time, ILogger<RecordingUploads> logger) : BackgroundService
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(5);

    /// <summary>Handles every row that is ready, once; false when a file has to be tried again.</summary>
    public async Task<bool> RunOnceAsync(TimeSpan retry, CancellationToken cancellation)
    {
        var all = true;
        foreach (var entry in await catalog.UnstoredAsync(cancellation))
        {
            if (!active.Has(entry.Sid))
                all &= await TryAsync(entry, retry, cancellation);
        }

        return all;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await SweepAsync(stoppingToken);
        var retry = FirstRetry;
        while (!stoppingToken.IsCancellationRequested)
        {
            bool all;
            try
            {
                all = await RunOnceAsync(retry, stoppingToken);
            }
            catch (Exception error) when (error is DbException or DatabaseException)
            {
                LogDatabase(error);
                all = false;
            }

            await signal.WaitAsync(all ? Timeout.InfiniteTimeSpan : retry, time, stoppingToken);
            retry = all ? FirstRetry : TimeSpan.FromTicks(Math.Min(2 * retry.Ticks, LastRetry.Ticks));
        }
    }

    private async Task<bool> TryAsync(LedgerEntry entry, TimeSpan retry, CancellationToken cancellation)
    {
        try
        {
            var whole = entry.State == RecordingState.Uploading ? await repair.CheckAsync(entry, cancellation) : await repair.RepairAsync(entry, cancellation);
            if (whole is not null)
                await StoreAsync(whole, cancellation);
            return true;
        }
        catch (Exception error) when (error is StoreException or IOException or UnauthorizedAccessException)
        {
            var next = time.GetUtcNow() + retry;
            LogWaiting(error, entry.Sid.ToString(), retry);
            await ledger.WaitAsync(entry.Sid, string.Create(CultureInfo.InvariantCulture, $"{error.Message} Next try at {next.UtcDateTime:HH:mm:ss} UTC."), cancellation);
            return false;
        }
    }

    private async Task StoreAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (!spool.Has(entry.Sid))
        {
            await repair.LoseAsync(entry, "The file is missing from the server's spool.", cancellation);
            return;
        }

        var copy = await store.PutAsync(entry.Sid, spool.PathOf(entry.Sid), cancellation);
        await ledger.StoredAsync(entry.Sid, copy, time.GetUtcNow(), RecordingEvents.Uploaded(entry, copy), cancellation);
        spool.Delete(entry.Sid);
        LogStored(entry.Sid.ToString(), copy.Length, copy.Location);
    }

    /// <summary>Removes local files whose stored copies were verified by a server that stopped right then.</summary>
    private async Task SweepAsync(CancellationToken cancellation)
    {
        spool.DeleteParts();
        foreach (var sid in spool.List())
        {
            var entry = await catalog.FindAsync(sid, cancellation);
            if (entry is { Stored: true })
                spool.Delete(sid);
            else if (entry is null)
                LogOrphan(spool.PathOf(sid));
        }
    }

    [LoggerMessage(5010, LogLevel.Information, "Stored the recording of session {Sid}: {Bytes} bytes in {Location}")]
    private partial void LogStored(string sid, long bytes, string location);

    [LoggerMessage(5011, LogLevel.Warning, "The recording of session {Sid} waits for the store; next try in {Retry}")]
    private partial void LogWaiting(Exception error, string sid, TimeSpan retry);

    [LoggerMessage(5012, LogLevel.Warning, "The file {Path} belongs to no session in the ledger; it is left where it is")]
    private partial void LogOrphan(string path);

    [LoggerMessage(5013, LogLevel.Error, "The database does not answer; finished recordings wait in the spool")]
    private partial void LogDatabase(Exception error);
}
