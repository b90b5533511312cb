using Hindsight.Recording.Playback;
using Hindsight.Server.Keys;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>
/// Reads recordings from their first byte to their last and tells whether they are what was written. That costs a pass
/// over the file, so few run at once and few may wait; null means: ask again later.
/// </summary>
internal sealed class RecordingVerification(RecordingFiles files, RecordingKeys keys) : IDisposable
{
    private const int MostWaiting = 8;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _waiting;

    /// <summary>Verifies the file of a session that is over, wherever it is.</summary>
    public async Task<VerificationAnswer?> VerifyAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                if (await files.OpenStoredAsync(entry, cancellation) is not { } file)
                    return VerificationAnswer.Missing(entry);
                await using var content = file.Content;
                return VerificationAnswer.Of(entry.Sid, await VerifyAsync(content, entry.Sid, cancellation), content.Length);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Verifies bytes that are to be a session's recording.</summary>
    public Task<Verification> VerifyAsync(IRecordingContent content, SessionId sid, CancellationToken cancellation) =>
        RecordingVerifier.VerifyAsync(new ContentSource(content), keys.Verifier, sid.Value, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
