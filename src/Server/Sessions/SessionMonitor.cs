using Hindsight.Server.Access;
using Hindsight.Server.Desktops;
using Hindsight.Server.Identity;

namespace Hindsight.Server.Sessions;

/// <summary>
/// Watches over a running session: whenever a resource changes, and when a time runs out, it decides anew whether the
/// session may go on. Locks, deleted users and roles, no input and expired sign-ins end it.
/// </summary>
internal sealed class SessionMonitor(DesktopCatalog catalog, AccessPolicy access, TimeProvider time)
{
    // A timer's longest wait is shorter than a limit may be.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Watches until the session ends, or <paramref name="over"/>.</summary>
    public async Task RunAsync(OpenedSession opened, SignedIn person, CancellationToken over)
    {
        var session = opened.Session;
        while (!session.Ending.IsCompleted)
        {
            var changed = access.Changed;
            var subject = access.FindSubject(person.Subject.User);
            if (Judge(session, subject, person) is { } end)
            {
                await opened.Audit.DisconnectedAsync(end);
                session.RequestEnd(end);
                return;
            }

            session.LimitClipboard(access.Clipboard(subject!, Traits(session)!));
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(over);
            await Task.WhenAny(changed, session.Ending, Task.Delay(Wait(session, subject!, person), time, waiting.Token));
            await waiting.CancelAsync();
            over.ThrowIfCancellationRequested();
        }
    }

    private SessionEnd? Judge(DesktopSession session, Subject? subject, SignedIn person)
    {
        if (subject is null)
            return SessionEnd.AccessDenied("Your user was deleted by an administrator.");
        if (Traits(session) is not { } desktop)
            return SessionEnd.AccessDenied($"The desktop {session.Admitted.Session.Target} was removed by an administrator.");
        if (access.CanConnect(subject, desktop, session.Admitted.Session.Login) is { Allowed: false } denied)
            return SessionEnd.AccessDenied(denied.Rule);
        var limits = access.Limits(subject);
        if (limits.Idle.Value is { } idle && IdleFor(session) >= idle)
            return SessionEnd.Idle(idle, limits.Idle.Rule);
        return limits.EndsWithSignIn.Value && time.GetUtcNow() >= person.Expires ? SessionEnd.SignInExpired(limits.EndsWithSignIn.Rule) : null;
    }

    private TimeSpan Wait(DesktopSession session, Subject subject, SignedIn person)
    {
        var limits = access.Limits(subject);
        var wait = LongestWait;
        if (limits.Idle.Value is { } idle)
            wait = Shorter(wait, idle - IdleFor(session));
        if (limits.EndsWithSignIn.Value)
            wait = Shorter(wait, person.Expires - time.GetUtcNow());
        // A moment longer, so that the time has run out for certain.
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait + TimeSpan.FromMilliseconds(1);
    }

    private static TimeSpan IdleFor(DesktopSession session) => TimeSpan.FromMilliseconds(session.Admitted.Clock.Now - session.LastInput);

    private DesktopTraits? Traits(DesktopSession session) => catalog.Find(session.Admitted.Session.Target)?.Traits;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
