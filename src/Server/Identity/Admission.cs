using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Identity.Factors;

namespace Hindsight.Server.Identity;

/// <summary>With what somebody has shown who they are.</summary>
internal sealed record Proof(Factor? Factor = null, bool Passwordless = false);

/// <summary>The end of every sign-in: a session, or the sentence why not; and its audit event.</summary>
internal sealed class Admission(AccessPolicy access, WebSessions sessions, AuditLog audit)
{
    /// <summary>Opens a session for somebody who has shown who they are, unless a lock says no.</summary>
    internal async Task<SignInOutcome> AdmitAsync(User user, Proof proof, string address, CancellationToken cancellation)
    {
        if (access.FindSubject(user.Name) is not { } subject)
            return new SignInOutcome.Refused();
        if (access.Lock(subject) is { } locked)
        {
            await FailedAsync(user.Name, address, locked, proof.Factor, cancellation);
            return new SignInOutcome.Locked(locked);
        }

        var entry = Event(AuditKind.UserLogin, user.Name, address, success: true, proof.Factor);
        if (proof.Passwordless)
            entry.Fields["passwordless"] = true;
        await audit.WriteAsync(entry, cancellation);
        return new SignInOutcome.Welcome(user, await sessions.OpenAsync(user, address, cancellation));
    }

    /// <summary>Writes down that a sign-in failed.</summary>
    internal Task FailedAsync(string? user, string address, string? error, Factor? factor, CancellationToken cancellation)
    {
        var entry = Event(AuditKind.UserLoginFailure, user, address, success: false, factor);
        if (error is not null)
            entry.Fields["error"] = error;
        return audit.WriteAsync(entry, cancellation);
    }

    private static AuditEvent Event(AuditKind kind, string? user, string address, bool success, Factor? factor)
    {
        var entry = new AuditEvent(kind) { User = user, Fields = { ["method"] = "local", ["addr.remote"] = address, ["success"] = success } };
        if (factor is not null)
            entry.Fields["mfa_device"] = factor.Device();
        return entry;
    }
}
