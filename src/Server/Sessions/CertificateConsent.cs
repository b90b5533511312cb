using Hindsight.Desktop;
using Hindsight.Server.Access;
using Hindsight.Server.Desktops;

namespace Hindsight.Server.Sessions;

/// <summary>Asks the person about a certificate that nobody has seen yet. One question at a time.</summary>
internal sealed class CertificateConsent(DesktopPins pins, DesktopEntry desktop, Subject subject, string sid, Outbox outbox)
{
    private volatile TaskCompletionSource<bool>? _question;

    /// <summary>Whether to go on: because it is the trusted one, or because the person accepts it, which is then remembered.</summary>
    public async ValueTask<bool> AskAsync(DesktopCertificate certificate, CancellationToken cancellation)
    {
        if (await pins.CheckAsync(desktop, certificate, subject, sid, cancellation) == PinVerdict.Trusted)
            return true;
        var question = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _question = question;
        outbox.Post(CertificateMessage.Of(certificate));
        if (!await question.Task.WaitAsync(cancellation))
            return false;
        await pins.TrustAsync(desktop, certificate, subject, sid, cancellation);
        return true;
    }

    /// <summary>The person's answer; false when nothing was asked.</summary>
    public bool Answer(bool accept) => _question?.TrySetResult(accept) ?? false;
}
