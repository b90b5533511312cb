using Hindsight.Server.Keys;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>Opens a recording's bytes wherever they are: in the spool until the store has a verified copy, then there.</summary>
internal sealed class RecordingFiles(RecordingCatalog catalog, SpoolDirectory spool, IRecordingStore store, RecordingKeys keys)
{
    /// <summary>
    /// What a player reads of a session as far as it is durable, and how many bytes that are; null when there are none. An
    /// encrypted recording is decrypted on the way, if the cluster has its key.
    /// </summary>
    public async Task<(IRecordingContent Content, long Length)?> OpenAsync(LedgerEntry entry, CancellationToken cancellation) =>
        await OpenStoredAsync(entry, cancellation) is { } file ? (await DecryptedContent.OpenAsync(file.Content, keys.Identities, cancellation), file.Length) : null;

    /// <summary>The bytes as they are stored.</summary>
    public async Task<(IRecordingContent Content, long Length)?> OpenStoredAsync(LedgerEntry entry, CancellationToken cancellation)
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
