using Hindsight.Recording.Chunks;

namespace Hindsight.Recording.Playback;

/// <summary>What became of a recording since it was written.</summary>
public enum Verdict
{
    /// <summary>Every byte is as it was sealed, and the seal says that all of the session is there.</summary>
    Whole,

    /// <summary>Every byte is as it was sealed, and the seal says that something is missing and why.</summary>
    Incomplete,

    /// <summary>Bytes were changed.</summary>
    Altered,

    /// <summary>Chunks were taken out.</summary>
    ChunkMissing,

    /// <summary>There is no seal: the file was cut, or its session runs.</summary>
    TailMissing,

    /// <summary>It was signed with another key.</summary>
    WrongKey,

    /// <summary>It is no recording, not one of the session that was asked for, or not signed though a key was given.</summary>
    NotOurs,
}

/// <summary>
/// The answer of a verification: the verdict, the stretch it is about in ms since the session's start, a sentence, and the
/// seal if there is one.
/// </summary>
public sealed record Verification(Verdict Verdict, long From, long To, string Reason, RecordingSeal? Seal, IReadOnlyList<RecordingDamage> Damage)
{
    /// <summary>Whether a key was given and the seal is signed with it.</summary>
    public bool IsSigned { get; init; }
}

/// <summary>Tells whether a recording is what was written, and if not, where.</summary>
public static class RecordingVerifier
{
    /// <summary>
    /// Reads <paramref name="source"/> once. Without a <paramref name="key"/> a recording that was rewritten as a whole,
    /// checks and all, can't be told from the true one.
    /// </summary>
    public static async Task<Verification> VerifyAsync(
        IRecordingSource source, ISealVerifier? key, Guid? sessionId, CancellationToken cancellationToken) =>
        Judge(await RecordingScan.RunAsync(source, cancellationToken).ConfigureAwait(false), key, sessionId);

    /// <summary>The same for a stream, which is read once from its start to its end. Memory is bounded by a chunk and the index.</summary>
    public static Task<Verification> VerifyAsync(Stream stream, ISealVerifier? key, Guid? sessionId, CancellationToken cancellationToken) =>
        VerifyAsync(new StreamRecordingSource(stream), key, sessionId, cancellationToken);

    /// <summary>The same for a scan that was made.</summary>
    public static Verification Judge(RecordingScan scan, ISealVerifier? key, Guid? sessionId)
    {
        if (scan.HeaderStatus is HeaderStatus.NotOurs)
            return Answer(Verdict.NotOurs, 0, 0, "the file is no recording");
        if (scan.HeaderStatus is HeaderStatus.Unsupported)
            return Answer(Verdict.NotOurs, 0, 0, "the recording was made by a newer version: verify it with that one");
        if (scan.State.IsDecrypted)
            return Answer(Verdict.NotOurs, 0, 0, "the recording was decrypted on its way: verify the encrypted file");
        if (scan.Damage.Count > 0)
        {
            var first = scan.Damage[0];
            var verdict = first.Kind switch
            {
                DamageKind.Missing => Verdict.ChunkMissing,
                DamageKind.Tail => Verdict.TailMissing,
                _ => Verdict.Altered,
            };
            return Answer(verdict, first.From, first.To, first.Reason);
        }

        var seal = scan.Seal!;
        if (seal.SessionId != scan.Header!.SessionId || (sessionId ?? seal.SessionId) != seal.SessionId)
            return Answer(Verdict.NotOurs, 0, scan.Duration, "the recording is another session's");
        if (key is not null && seal.Algorithm == SealAlgorithm.None)
            return Answer(Verdict.NotOurs, 0, scan.Duration, "the recording is not signed");
        if (key is not null && !key.Has(seal.KeyId.Span))
            return Answer(Verdict.WrongKey, 0, scan.Duration, "the recording is signed with another key");
        if (key is not null && !key.Verify(seal.KeyId.Span, seal.Algorithm, seal.SignedMessage.Span, seal.Signature.Span))
            return Answer(Verdict.Altered, 0, scan.Duration, "the seal does not fit its signature");

        return seal.State == SealState.Complete
            ? Answer(Verdict.Whole, 0, scan.Duration, "every byte is as it was sealed") with { IsSigned = key is not null }
            : Answer(Verdict.Incomplete, 0, scan.Duration, seal.Reason.Length > 0 ? seal.Reason : "parts of the session were not recorded") with { IsSigned = key is not null };

        Verification Answer(Verdict verdict, long from, long to, string reason) => new(verdict, from, to, reason, scan.Seal, scan.Damage);
    }
}
