using Hindsight.Recording.Chunks;
using Hindsight.Recording.Encryption;

namespace Hindsight.Recording.Playback;

/// <summary>Finds the data key of an encrypted recording.</summary>
public static class RecordingUnlock
{
    /// <summary>How far into a file the wrapped keys are looked for: two copies of the largest.</summary>
    private const int SearchLength = 256 * 1024;

    /// <summary>
    /// The recording in decrypted form if one of <paramref name="identities"/> can read it, <paramref name="source"/> itself
    /// if it is not encrypted, and null if nobody's key fits. Dispose a <see cref="DecryptedSource"/>.
    /// </summary>
    public static async Task<IRecordingSource?> OpenAsync(IRecordingSource source, IReadOnlyList<IKeyIdentity> identities, CancellationToken cancellationToken)
    {
        var window = new SourceWindow(source, 4096);
        var head = await window.GetAsync(0, RecordingHeader.Length, cancellationToken).ConfigureAwait(false);
        var status = RecordingHeader.Read(head.Span, out var header);
        if (header is { IsEncrypted: false } || status is HeaderStatus.Unsupported)
            return source;
        var cipher = await FindAsync(window, identities, cancellationToken).ConfigureAwait(false);
        if (cipher is not null && (header is null || header.SessionId == cipher.SessionId))
            return new DecryptedSource(source, cipher);
        cipher?.Dispose();
        // A damaged header does not tell whether anything is encrypted; who reads on will see.
        return header is null ? source : null;
    }

    private static async Task<ChunkCipher?> FindAsync(SourceWindow window, IReadOnlyList<IKeyIdentity> identities, CancellationToken cancellationToken)
    {
        for (long at = RecordingHeader.Length; at is >= 0 and < SearchLength;)
        {
            var bytes = await window.GetAsync(at, ChunkHeader.Length, cancellationToken).ConfigureAwait(false);
            if (!ChunkHeader.TryRead(bytes.Span, out var header))
            {
                at = await ChunkFinder.FindAsync(window, at + 1, SearchLength, 0, 0, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (header.Type == ChunkType.Keys && header.BodyLength <= AgeFile.MaxLength)
            {
                var whole = await window.GetAsync(at, header.TotalLength, cancellationToken).ConfigureAwait(false);
                if (ChunkReader.Read(whole, [], out var chunk) == ChunkStatus.Ok && RecordingEncryption.Unwrap(chunk.Body.Span, identities) is { } cipher)
                    return cipher;
            }

            at += header.TotalLength;
        }

        return null;
    }
}
