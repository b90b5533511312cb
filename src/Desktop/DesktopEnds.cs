using Hindsight.Desktop.Interop;
using Hindsight.Desktop.Protocol;

namespace Hindsight.Desktop;

/// <summary>Names the cause of every end and says what to do about it.</summary>
internal static class DesktopEnds
{
    private const uint ConnectClass = 0x2_0000;

    internal static DesktopEnd Closed { get; } = new(DesktopFailure.None, "The session was closed.");

    internal static DesktopEnd HandshakeTimedOut(DesktopTarget target, DesktopStage stage, DesktopWorkerOptions options) => new(
        DesktopFailure.TimedOut,
        stage == DesktopStage.Securing
            ? $"{target.Host}:{target.Port} accepts connections but does not answer as a desktop. Check that the port is the one of Remote Desktop."
            : $"The desktop {target.Name} did not finish the sign-in within {options.HandshakeTimeout.TotalSeconds:0} seconds. Try again; if it stays so, check the desktop's load and its domain controller.");

    internal static DesktopEnd NoPicture(DesktopTarget target, DesktopWorkerOptions options) => new(
        DesktopFailure.TimedOut,
        $"The desktop {target.Name} let the login in but sent no picture within {options.FirstPictureTimeout.TotalSeconds:0} seconds. Try again; if it stays so, restart its Remote Desktop service.");

    internal static DesktopException CertificateUndecided(DesktopTarget target) => new(
        DesktopFailure.TimedOut, $"Nobody decided about the certificate of the desktop {target.Name} in time. Connect again and compare its fingerprint.");

    internal static DesktopException CertificateRefused(DesktopTarget target) => new(
        DesktopFailure.CertificateRefused, $"The certificate of the desktop {target.Name} was not accepted. Connect again once its fingerprint has been checked.");

    internal static DesktopEnd Hung(DesktopTarget target) => new(
        DesktopFailure.WorkerHung, $"The program that shows the desktop {target.Name} stopped answering and was ended. Connect again; the desktop keeps the session.");

    internal static DesktopEnd BrokeProtocol(DesktopTarget target) => new(
        DesktopFailure.WorkerCrashed, $"The program that shows the desktop {target.Name} misbehaved and was ended. Connect again; if it happens again, keep the server's log and look at the desktop for an attack.");

    internal static DesktopEnd Died(DesktopTarget target, ExitStatus exit) => exit switch
    {
        { Signal: 0, Code: 127 } => new(
            DesktopFailure.NotBuilt, "The desktop worker cannot be started here: a library is missing. Run desktop-worker --check on the server to see which."),
        { Signal: 0, Code: 2 } => new(
            DesktopFailure.WorkerCrashed, "The desktop worker could not shut itself in and did not start. Give the server the rights of an ordinary user, or of root with CAP_SETUID and CAP_SETGID."),
        _ => new(
            DesktopFailure.WorkerCrashed, $"The program that shows the desktop {target.Name} crashed ({exit}). Connect again; the desktop keeps the session."),
    };

    /// <summary>What the worker's report means at this stage.</summary>
    internal static DesktopEnd From(WorkerReport report, DesktopTarget target, DesktopStage stage) => report.Origin switch
    {
        WorkerReportOrigin.Worker => new(
            DesktopFailure.ProtocolError, $"The desktop {target.Name} wants a larger screen than this server allows. Lower its resolution."),
        WorkerReportOrigin.Host => FromHost(report, target),
        _ when stage == DesktopStage.Starting => new(
            DesktopFailure.ClosedByDesktop, $"The desktop {target.Name} closed the connection. Connect again to go on, unless you logged off. If nothing but a sign-in window had come up, check the user name and the password."),
        _ => FromConnecting(report, target, stage),
    };

    private static DesktopEnd FromHost(WorkerReport report, DesktopTarget target) => report.Code switch
    {
        0x01 or 0x02 or 0x0B => new(DesktopFailure.ClosedByDesktop, $"An administrator ended the session on the desktop {target.Name}."),
        0x03 => new(DesktopFailure.ClosedByDesktop, $"The desktop {target.Name} ended the session because it was idle. Connect again to go on."),
        0x04 => new(DesktopFailure.TimedOut, $"The desktop {target.Name} ended the session because signing in took too long. Try again."),
        0x05 => new(DesktopFailure.ClosedByDesktop, $"Somebody else connected to the session on the desktop {target.Name}."),
        0x07 => new(DesktopFailure.BadCredentials, $"The desktop {target.Name} denied the connection. Check that the account may use Remote Desktop."),
        0x09 => new(DesktopFailure.BadCredentials, $"The account may not use Remote Desktop on {target.Name}. Add it to the group Remote Desktop Users there."),
        0x0A => new(DesktopFailure.BadCredentials, $"The desktop {target.Name} wants the password typed anew. Connect again and type it."),
        0x0C => new(DesktopFailure.ClosedByDesktop, $"The session on the desktop {target.Name} was logged off."),
        >= 0x100 and <= 0x10A => new(DesktopFailure.ProtocolError, $"The desktop {target.Name} has no Remote Desktop license to give ({report.Name}). Ask its administrator."),
        >= 0x10C9 and <= 0x1196 => new(DesktopFailure.ProtocolError, $"The desktop {target.Name} rejected what it was sent ({report.Name}). Try another graphics setting for it; if it stays so, report the server's log."),
        _ => new(DesktopFailure.ClosedByDesktop, $"The desktop {target.Name} ended the session ({report.Name}). Connect again to go on."),
    };

    private static DesktopEnd FromConnecting(WorkerReport report, DesktopTarget target, DesktopStage stage)
    {
        var code = report.Origin == WorkerReportOrigin.FreeRdp && (report.Code & 0xFFFF_0000) == ConnectClass ? report.Code & 0xFFFF : 0;
        var login = code switch
        {
            0x0E or 0x0F or 0x13 => "The password has expired. Change it on the desktop itself, then connect again.",
            0x10 or 0x16 or 0x17 or 0x1A or 0x0A => $"The account may not sign in on the desktop {target.Name} now. Ask its administrator about the account's rights and hours.",
            0x11 => "No domain controller could be reached. Try a local account, or user@domain.",
            0x12 => "The account is disabled. Ask an administrator to enable it.",
            0x18 => "The account is locked out. Wait, or ask an administrator to unlock it.",
            0x19 => "The account has expired. Ask an administrator to extend it.",
            0x09 or 0x14 or 0x15 or 0x1B => "The user name or the password is wrong. Check both, and the domain.",
            _ => null,
        };
        if (login is not null)
            return new(DesktopFailure.BadCredentials, login);
        if (stage == DesktopStage.SigningIn)
        {
            // Hosts that turn a login down often say so by hanging up in the middle of network level authentication.
            return report.Nla
                ? new(DesktopFailure.BadCredentials, $"The desktop {target.Name} hung up during the sign-in. Most often the user name or the password is wrong, or the account may not use Remote Desktop.")
                : new(DesktopFailure.ProtocolError, $"The desktop {target.Name} hung up while the session was set up{Named(report)}. Try again; if it stays so, look at the desktop's own log.");
        }

        return code switch
        {
            0x08 => new(DesktopFailure.TlsFailed, $"No secure connection to the desktop {target.Name} could be agreed on. Check its certificate and that it allows TLS 1.2 or later."),
            0x0C => new(DesktopFailure.ProtocolError, $"What answers on {target.Host}:{target.Port} does not speak Remote Desktop with TLS. Check the port; if it is right, turn on TLS or network level authentication there."),
            _ => new(DesktopFailure.ProtocolError, $"What answers on {target.Host}:{target.Port} does not speak Remote Desktop{Named(report)}. Check the port."),
        };
    }

    private static string Named(WorkerReport report) => report.Name.Length > 0 ? $" ({report.Name})" : "";
}
