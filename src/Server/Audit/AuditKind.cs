namespace Hindsight.Server.Audit;

/// <summary>What an audit event says happened: Teleport's name and code where it has one.</summary>
internal sealed record AuditKind(string Name, string Code)
{
    /// <summary>A user signed in.</summary>
    internal static readonly AuditKind UserLogin = new("user.login", "T1000I");

    /// <summary>A sign-in failed.</summary>
    internal static readonly AuditKind UserLoginFailure = new("user.login", "T1000W");

    /// <summary>A user signed out. A kind of ours.</summary>
    internal static readonly AuditKind UserLogout = new("user.logout", "HS1001I");

    /// <summary>A user was created.</summary>
    internal static readonly AuditKind UserCreate = new("user.create", "T1002I");

    /// <summary>A user was deleted.</summary>
    internal static readonly AuditKind UserDelete = new("user.delete", "T1004I");

    /// <summary>A user's roles or traits were changed.</summary>
    internal static readonly AuditKind UserUpdate = new("user.update", "T1003I");

    /// <summary>A role was made.</summary>
    internal static readonly AuditKind RoleCreate = new("role.created", "T9000I");

    /// <summary>A role was deleted.</summary>
    internal static readonly AuditKind RoleDelete = new("role.deleted", "T9001I");

    /// <summary>A role was changed.</summary>
    internal static readonly AuditKind RoleUpdate = new("role.updated", "T9002I");

    /// <summary>A lock was made or changed.</summary>
    internal static readonly AuditKind LockCreate = new("lock.created", "TLK00I");

    /// <summary>A lock was deleted.</summary>
    internal static readonly AuditKind LockDelete = new("lock.deleted", "TLK01I");

    /// <summary>Whether the cluster records was changed.</summary>
    internal static readonly AuditKind RecordingConfigUpdate = new("session_recording_config.update", "TCREC003I");

    /// <summary>How people sign in was changed.</summary>
    internal static readonly AuditKind AuthPreferenceUpdate = new("auth_preference.update", "TCAUTH001I");

    /// <summary>A token was made.</summary>
    internal static readonly AuditKind TokenCreate = new("join_token.create", "TJT00I");

    /// <summary>A resource of another kind was made or changed. A kind of ours.</summary>
    internal static readonly AuditKind ResourceUpdate = new("resource.updated", "HS4000I");

    /// <summary>A resource of another kind was deleted. A kind of ours.</summary>
    internal static readonly AuditKind ResourceDelete = new("resource.deleted", "HS4001I");

    /// <summary>Somebody was refused what their roles don't allow. A kind of ours.</summary>
    internal static readonly AuditKind AccessDenied = new("access.denied", "HS1002W");

    /// <summary>A session could not begin because there are as many as there may be.</summary>
    internal static readonly AuditKind SessionRejected = new("session.rejected", "T1006W");

    /// <summary>A running session was ended: no input, an expired sign-in, a lock, or access that was taken away.</summary>
    internal static readonly AuditKind ClientDisconnect = new("client.disconnect", "T3006I");

    /// <summary>A link to choose a password with was made: an invitation or a reset.</summary>
    internal static readonly AuditKind ResetPasswordTokenCreate = new("reset_password_token.create", "T6000I");

    /// <summary>A person chose a password.</summary>
    internal static readonly AuditKind UserPasswordChange = new("user.password_change", "T1005I");

    /// <summary>A second factor was added.</summary>
    internal static readonly AuditKind FactorAdd = new("mfa.add", "T1006I");

    /// <summary>A second factor was removed.</summary>
    internal static readonly AuditKind FactorDelete = new("mfa.delete", "T1007I");

    /// <summary>A user was given another password by an administrator. A kind of ours.</summary>
    internal static readonly AuditKind UserPasswordReset = new("user.password_reset", "HS1000I");

    /// <summary>A desktop session began.</summary>
    internal static readonly AuditKind DesktopSessionStart = new("windows.desktop.session.start", "TDP00I");

    /// <summary>A desktop session could not begin.</summary>
    internal static readonly AuditKind DesktopSessionStartFailure = new("windows.desktop.session.start", "TDP00W");

    /// <summary>A desktop session ended.</summary>
    internal static readonly AuditKind DesktopSessionEnd = new("windows.desktop.session.end", "TDP01I");

    /// <summary>Text went from the person to the desktop: its length, never its content.</summary>
    internal static readonly AuditKind DesktopClipboardSend = new("desktop.clipboard.send", "TDP02I");

    /// <summary>Text came from the desktop to the person: its length, never its content.</summary>
    internal static readonly AuditKind DesktopClipboardReceive = new("desktop.clipboard.receive", "TDP03I");

    /// <summary>A desktop's certificate was trusted. A kind of ours.</summary>
    internal static readonly AuditKind DesktopCertificatePinned = new("desktop.certificate.pinned", "HS2000I");

    /// <summary>A desktop showed a certificate that is not the trusted one. A kind of ours.</summary>
    internal static readonly AuditKind DesktopCertificateRefused = new("desktop.certificate.refused", "HS2000W");

    /// <summary>A desktop's trusted certificate was forgotten. A kind of ours.</summary>
    internal static readonly AuditKind DesktopCertificateForgotten = new("desktop.certificate.forgotten", "HS2001I");

    /// <summary>A recording was stored.</summary>
    internal static readonly AuditKind SessionUpload = new("session.upload", "T2005I");

    /// <summary>Somebody looked at a recording.</summary>
    internal static readonly AuditKind SessionRecordingAccess = new("session.recording.access", "T2012I");

    /// <summary>A part of a session is missing from its recording. A kind of ours.</summary>
    internal static readonly AuditKind SessionRecordingGap = new("session.recording.gap", "HS3000W");

    /// <summary>A recording ended without its end, or was lost. A kind of ours.</summary>
    internal static readonly AuditKind SessionRecordingIncomplete = new("session.recording.incomplete", "HS3001W");

    /// <summary>A recording's bytes are not those that were written. A kind of ours.</summary>
    internal static readonly AuditKind SessionRecordingAltered = new("session.recording.altered", "HS3002W");

    /// <summary>A recording was brought over from elsewhere. A kind of ours.</summary>
    internal static readonly AuditKind SessionRecordingImport = new("session.recording.import", "HS3004I");

    /// <summary>The key that signs recordings was replaced. A kind of ours.</summary>
    internal static readonly AuditKind RecordingKeyRotated = new("recording_key.rotated", "HS3003I");
}
