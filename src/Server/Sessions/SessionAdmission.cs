using Hindsight.Desktop;
using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Desktops;
using Hindsight.Server.Identity;
using Hindsight.Server.Library;
using Hindsight.Server.Recorder;
using Hindsight.Server.Resources;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Sessions;

/// <summary>A session that may begin, and everything it was given for that.</summary>
internal sealed record OpenedSession(DesktopSession Session, SessionRecorder? Recorder, SessionAudit Audit, CertificateConsent Consent);

/// <summary>Decides whether a session may begin, and prepares it: its row, its recording, its place.</summary>
internal sealed class SessionAdmission(
    DesktopCatalog catalog, AccessPolicy access, IDesktops desktops, DesktopPins pins, SessionRecorders recorders, AuditLog audit,
    SessionOptions options, TimeProvider time, ILogger<DesktopSession> logger)
{
    /// <summary>Opens a session, or says why not; a refusal is in the audit log.</summary>
    public async Task<(OpenedSession? Opened, SessionEnd? Refusal)> OpenAsync(SignedIn person, string desktopName, ClientText request, Outbox outbox, CancellationToken cancellation)
    {
        var sid = SessionId.Create();
        var desktop = catalog.Find(desktopName);
        var events = Events(sid, person, desktopName, request);
        if (Refusal(desktop, desktopName, person.Subject, request.Login!) is { } refusal)
        {
            await events.FailedAsync(refusal);
            return (null, refusal);
        }

        var admitted = Admit(sid, desktop!, person, request);
        try
        {
            (admitted, var recorder) = await BeginAsync(admitted, cancellation);
            var consent = new CertificateConsent(pins, desktop!, person.Subject, sid.ToString(), outbox);
            var session = new DesktopSession(admitted, recorder, events, consent, ReferenceFrames.Create(options.ReferenceFrames, sid), logger);
            return (new OpenedSession(session, recorder, events, consent), null);
        }
        catch (RecordingFailedException failed)
        {
            var end = SessionEnd.RecordingFailed(failed.Fault);
            await events.FailedAsync(end);
            return (null, end);
        }
    }

    /// <summary>Why somebody who has so many places, this one included, may not begin another session; null when they may.</summary>
    public async Task<SessionEnd?> TooManyAsync(SignedIn person, string desktopName, ClientText request, int places)
    {
        var limit = access.Limits(person.Subject).Sessions;
        if (limit.Value == 0 || places <= limit.Value)
            return null;
        var end = new SessionEnd("too_many_sessions", $"You have {places - 1} sessions, which is as many as you may have, because {limit.Rule}. End one of them first.");
        await Events(SessionId.Create(), person, desktopName, request).RejectedAsync(limit.Value, end);
        return end;
    }

    private SessionAudit Events(SessionId sid, SignedIn person, string desktopName, ClientText request)
    {
        var desktop = catalog.Find(desktopName);
        return new SessionAudit(audit, new SessionIdentity(
            sid.ToString(), person.Subject.User, person.Address, desktopName, desktop?.Address.ToString() ?? "", desktop?.Traits.Labels ?? new Dictionary<string, string>(), request.Login!, request.Domain ?? ""));
    }

    /// <summary>Begins the recording. Where policy asks for the best effort only, a session that can't be recorded begins without.</summary>
    private async Task<(AdmittedDesktop Admitted, SessionRecorder? Recorder)> BeginAsync(AdmittedDesktop admitted, CancellationToken cancellation)
    {
        try
        {
            return (admitted, await recorders.BeginAsync(admitted.Session, () => admitted.Clock.Now, cancellation));
        }
        catch (RecordingFailedException failed) when (admitted.Strictness.Value == Strictness.BestEffort)
        {
            var session = admitted.Session;
            var rule = $"it could not be recorded ({failed.Fault.Message}) and {admitted.Strictness.Rule}";
            var without = admitted with { Session = session with { Recorded = false, Rule = rule } };
            await audit.WriteAsync(RecordingEvents.Incomplete(session.Sid, session.User, session.Target, RecordingState.Off, failed.Fault.Message), cancellation);
            return (without, await recorders.BeginAsync(without.Session, () => admitted.Clock.Now, cancellation));
        }
    }

    private SessionEnd? Refusal(DesktopEntry? desktop, string name, Subject subject, string login)
    {
        if (desktop is null)
            return new("no_such_desktop", $"There is no desktop {name}. Choose one from the list.");
        if (access.CanConnect(subject, desktop.Traits, login) is { Allowed: false } denied)
            return SessionEnd.AccessDenied(denied.Rule);
        return desktops.Problem is { } problem ? new("desktop_access_not_built", problem) : null;
    }

    private AdmittedDesktop Admit(SessionId sid, DesktopEntry desktop, SignedIn person, ClientText request)
    {
        var clock = new SessionClock(time);
        var record = access.RecordDesktop(person.Subject);
        var clipboard = access.Clipboard(person.Subject, desktop.Traits);
        var (width, height) = options.Clamp(request.Width!.Value, request.Height!.Value);
        return new AdmittedDesktop(
            new AdmittedSession(sid, "desktop", person.Subject.User, desktop.Name, request.Login!, clock.Start, record.Rule, record.On),
            clock, desktop, person.Subject, person.Address,
            new DesktopCredentials(request.Login!, request.Domain ?? "", request.Password ?? ""),
            width, height, request.KeyboardLayout ?? 0,
            clipboard.Allowed && request.Clipboard == true,
            clipboard.Allowed ? "it was not asked for" : clipboard.Rule)
        {
            Strictness = record.Strictness,
        };
    }
}
