namespace Hindsight.Recording.Records;

/// <summary>
/// Why a session ended: the byte of an END record and of a seal, and the <c>code</c> of the live protocol's <c>end</c>
/// message. The values never change.
/// </summary>
public enum SealCause : byte
{
    /// <summary>The person closed the session.</summary>
    ClosedByUser = 1,

    /// <summary>The desktop ended the session: a sign-out, a shutdown.</summary>
    DesktopClosed = 2,

    /// <summary>Nobody did anything for as long as the rules allow.</summary>
    Idle = 3,

    /// <summary>The server was stopped in an orderly way.</summary>
    ServerStopping = 4,

    /// <summary>The desktop's name has no address.</summary>
    DnsFailed = 16,

    /// <summary>The desktop refused the connection.</summary>
    Refused = 17,

    /// <summary>A stage of connecting took too long.</summary>
    TimedOut = 18,

    /// <summary>TLS with the desktop failed.</summary>
    TlsFailed = 19,

    /// <summary>The desktop showed another certificate than before.</summary>
    CertificateChanged = 20,

    /// <summary>The person did not accept the desktop's certificate.</summary>
    CertificateRefused = 21,

    /// <summary>The desktop did not accept the credentials.</summary>
    BadCredentials = 22,

    /// <summary>The desktop broke its protocol.</summary>
    ProtocolError = 23,

    /// <summary>The desktop worker ended by itself.</summary>
    WorkerCrashed = 32,

    /// <summary>The desktop worker stopped answering.</summary>
    WorkerHung = 33,

    /// <summary>The browser broke the live protocol.</summary>
    BadMessage = 34,

    /// <summary>A defect of the server.</summary>
    InternalError = 35,

    /// <summary>The recording could not be written, and the rules say that nothing goes on unrecorded.</summary>
    RecordingFailed = 64,

    /// <summary>The recorder was killed; the recording was closed afterwards and may lack its last seconds.</summary>
    Interrupted = 65,

    /// <summary>The file was found cut and was closed afterwards.</summary>
    Cut = 66,
}

/// <summary>The names of <see cref="SealCause"/>.</summary>
public static class SealCauses
{
    /// <summary>The first cause that means that something is missing from the recording.</summary>
    private const byte FirstIncomplete = 64;

    /// <summary>The cause as a code of the live protocol.</summary>
    public static string Code(this SealCause cause) => cause switch
    {
        SealCause.ClosedByUser => "closed_by_user",
        SealCause.DesktopClosed => "desktop_closed",
        SealCause.Idle => "idle",
        SealCause.ServerStopping => "server_stopping",
        SealCause.DnsFailed => "dns_failed",
        SealCause.Refused => "refused",
        SealCause.TimedOut => "timed_out",
        SealCause.TlsFailed => "tls_failed",
        SealCause.CertificateChanged => "certificate_changed",
        SealCause.CertificateRefused => "certificate_refused",
        SealCause.BadCredentials => "bad_credentials",
        SealCause.ProtocolError => "protocol_error",
        SealCause.WorkerCrashed => "worker_crashed",
        SealCause.WorkerHung => "worker_hung",
        SealCause.BadMessage => "bad_message",
        SealCause.RecordingFailed => "recording_failed",
        SealCause.Interrupted => "interrupted",
        SealCause.Cut => "cut",
        _ => "internal_error",
    };

    /// <summary>The cause of a code; a code of no cause (a session that never began has no recording) is an internal error.</summary>
    public static SealCause FromCode(string code) =>
        Enum.GetValues<SealCause>().FirstOrDefault(c => c.Code() == code, SealCause.InternalError);

    /// <summary>Whether a recording that ended so lacks something of its session.</summary>
    public static bool IsIncomplete(this SealCause cause) => (byte)cause >= FirstIncomplete;
}
