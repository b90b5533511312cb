using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Server.Audit;
using Hindsight.Server.Library;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Recorder;

/// <summary>The recorder's audit events.</summary>
internal static class RecordingEvents
{
    /// <summary>A recording lacks a part, or is lost.</summary>
    public static AuditEvent Incomplete(SessionId sid, string user, string target, RecordingState state, string reason) =>
        new(AuditKind.SessionRecordingIncomplete)
        {
            User = user,
            SessionId = sid.ToString(),
            Fields = { ["desktop_name"] = target, ["state"] = state.Name(), ["error"] = reason },
        };

    /// <summary>A recording's bytes are not those that were written.</summary>
    public static AuditEvent Altered(LedgerEntry entry, Verification found) =>
        new(AuditKind.SessionRecordingAltered)
        {
            User = entry.User,
            SessionId = entry.Sid.ToString(),
            Fields = { ["desktop_name"] = entry.Target, ["verdict"] = VerificationAnswer.NameOf(found.Verdict), ["from_ms"] = found.From, ["to_ms"] = found.To, ["error"] = found.Reason },
        };

    /// <summary>A recording was brought over from elsewhere.</summary>
    public static AuditEvent Imported(AdmittedSession session, ImportRequest request, ImportResult result) =>
        new(AuditKind.SessionRecordingImport)
        {
            User = request.By,
            SessionId = session.Sid.ToString(),
            Fields =
            {
                ["file"] = request.Name, ["session_type"] = session.Kind, ["participants"] = session.User, ["server_hostname"] = session.Target,
                ["duration_ms"] = result.Closed.Seal.Duration, ["state"] = result.Closed.Seal.State.ToString().ToLowerInvariant(),
            },
        };

    /// <summary>A recording is in the store.</summary>
    public static AuditEvent Uploaded(LedgerEntry entry, StoredRecording copy) =>
        new(AuditKind.SessionUpload)
        {
            User = entry.User,
            SessionId = entry.Sid.ToString(),
            Fields = { ["url"] = copy.Location, ["bytes"] = copy.Length, ["sha256"] = copy.Sha256, ["state"] = entry.Outcome.Name() },
        };
}
