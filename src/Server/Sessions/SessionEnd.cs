using Hindsight.Desktop;
using Hindsight.Server.Recorder;

namespace Hindsight.Server.Sessions;

/// <summary>How a live session ended: a code for programs (docs/ARCHITECTURE.md, "A live session") and a sentence for people.</summary>
internal sealed record SessionEnd(string Code, string Message)
{
    /// <summary>The person closed the page or the session.</summary>
    public static SessionEnd ClosedByUser { get; } = new("closed_by_user", "You closed the session.");

    /// <summary>The server is being stopped.</summary>
    public static SessionEnd ServerStopping { get; } = new("server_stopping", "The server is being stopped. Connect again in a minute.");

    /// <summary>The person signed out, or lost the right to be here.</summary>
    public static SessionEnd SignedOut { get; } = new("access_denied", "You are signed out. Sign in again to go on.");

    /// <summary>Nobody typed or moved the pointer for too long.</summary>
    public static SessionEnd Idle(TimeSpan limit, string rule) => new("idle", $"Nothing was typed or clicked for {Configuration.GoDuration.Format(limit)}, so the session was ended ({rule}). Connect again to go on.");

    /// <summary>The sign-in has expired, and sessions may not outlive it.</summary>
    public static SessionEnd SignInExpired(string rule) => new("access_denied", $"Your sign-in has expired, and {rule}. Sign in again to go on.");

    /// <summary>A defect of ours; the log has the details.</summary>
    public static SessionEnd InternalError { get; } = new("internal_error", "Something went wrong on the server, and its log says what. Connect again.");

    /// <summary>The browser broke the live protocol.</summary>
    public static SessionEnd BadMessage(string what) => new("bad_message", $"The page sent something the server does not understand ({what}). Reload the page and connect again.");

    /// <summary>Policy does not allow it; the rule says who can change that.</summary>
    public static SessionEnd AccessDenied(string rule) => new("access_denied", rule);

    /// <summary>The session must be recorded and can't be.</summary>
    public static SessionEnd RecordingFailed(RecordingFault fault) => new("recording_failed", fault.Message);

    /// <summary>The end of a connection to a desktop.</summary>
    public static SessionEnd Of(DesktopFailure failure, string message) => new(CodeOf(failure), message);

    private static string CodeOf(DesktopFailure failure) => failure switch
    {
        DesktopFailure.None => "closed_by_user",
        DesktopFailure.ClosedByDesktop => "desktop_closed",
        DesktopFailure.DnsFailed => "dns_failed",
        DesktopFailure.Refused => "refused",
        DesktopFailure.TimedOut => "timed_out",
        DesktopFailure.TlsFailed => "tls_failed",
        DesktopFailure.CertificateChanged => "certificate_changed",
        DesktopFailure.CertificateRefused => "certificate_refused",
        DesktopFailure.BadCredentials => "bad_credentials",
        DesktopFailure.ProtocolError => "protocol_error",
        DesktopFailure.WorkerCrashed => "worker_crashed",
        DesktopFailure.WorkerHung => "worker_hung",
        DesktopFailure.NotBuilt => "desktop_access_not_built",
        _ => "internal_error",
    };
}
