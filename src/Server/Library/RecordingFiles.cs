using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>Opens a recording's bytes wherever they are: in the spool until the store has a verified copy, then there.</summary>
internal sealed class RecordingFiles(RecordingCatalog catalog, SpoolDirectory spool, IRecordingStore store)
{
    /// <summary>The bytes of a session as far as they are durable, and how many they are; null when there are none.</summary>
    public async Task<(IRecordingContent Content, long Length)?> OpenAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (entry.State is RecordingState.Lost or RecordingState.Off)
            return null;
        if (!entry.Stored && spool.TryOpen(entry.Sid) is { } local)
            return (local, Math.Min(entry.Bytes, local.Length));

        // The upload may have ended between the row and the file.
        var now = entry.Stored ? entry : await catalog.FindAsync(entry.Sid, cancellation);
        if (now is not { Stored: true } || await store.OpenAsync(now.Sid, cancellation) is not { } stored)
            return null;
        return (stored, stored.Length);
    }
}
