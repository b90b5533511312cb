using Hindsight.Recording.Playback;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>
/// What a verification found, for pages and programs: <c>whole</c>, <c>incomplete</c>, <c>altered</c>, <c>chunk_missing</c>,
/// <c>tail_missing</c>, <c>wrong_key</c>, <c>not_ours</c> or <c>file_missing</c>; the stretch it is about in milliseconds;
/// a sentence.
/// </summary>
internal sealed record VerificationAnswer(
    string Sid, string Verdict, long FromMs, long ToMs, string Reason, bool Signed, string? KeyId, long Bytes, IReadOnlyList<DamageAnswer> Damaged)
{
    /// <summary>The answer of a verification of so many bytes.</summary>
    public static VerificationAnswer Of(SessionId sid, Verification found, long bytes) => new(
        sid.ToString(), NameOf(found.Verdict), found.From, found.To, found.Reason, found.IsSigned,
        found.IsSigned ? Convert.ToHexStringLower(found.Seal!.KeyId.Span) : null, bytes,
        found.Damage.Where(d => d.HidesPictures).Select(d => new DamageAnswer(d.From, Math.Max(d.ShownAgain, d.To), d.Reason)).ToList());

    /// <summary>The answer when there is no file.</summary>
    public static VerificationAnswer Missing(LedgerEntry entry) => new(
        entry.Sid.ToString(), "file_missing", 0, entry.DurationMs, entry.Reason ?? "the file is missing", false, null, 0, []);

    /// <summary>A verdict's name outside the program.</summary>
    public static string NameOf(Verdict verdict) => verdict switch
    {
        Hindsight.Recording.Playback.Verdict.Whole => "whole",
        Hindsight.Recording.Playback.Verdict.Incomplete => "incomplete",
        Hindsight.Recording.Playback.Verdict.Altered => "altered",
        Hindsight.Recording.Playback.Verdict.ChunkMissing => "chunk_missing",
        Hindsight.Recording.Playback.Verdict.TailMissing => "tail_missing",
        Hindsight.Recording.Playback.Verdict.WrongKey => "wrong_key",
        _ => "not_ours",
    };
}
