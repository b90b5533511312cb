namespace Hindsight.Desktop;

/// <summary>Why a connection to a desktop failed or ended.</summary>
public enum DesktopFailure
{
    /// <summary>We closed it.</summary>
    None,

    /// <summary>The desktop ended the session: logged off, shut down, disconnected by an administrator.</summary>
    ClosedByDesktop,

    /// <summary>The name has no address.</summary>
    DnsFailed,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>A stage's deadline passed.</summary>
    TimedOut,

    /// <summary>TLS could not be agreed on.</summary>
    TlsFailed,

    /// <summary>The certificate is not the pinned one.</summary>
    CertificateChanged,

    /// <summary>The person did not accept the certificate.</summary>
    CertificateRefused,

    /// <summary>The host did not accept the login.</summary>
    BadCredentials,

    /// <summary>What answers does not speak RDP, or broke its rules.</summary>
    ProtocolError,

    /// <summary>The worker died of a signal or broke our own protocol.</summary>
    WorkerCrashed,

    /// <summary>The worker stopped answering and was killed.</summary>
    WorkerHung,

    /// <summary>The worker program is missing.</summary>
    NotBuilt,
}
