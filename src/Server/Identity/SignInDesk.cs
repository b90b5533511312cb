using Hindsight.Server.Access;
using Hindsight.Server.Audit;

namespace Hindsight.Server.Identity;

/// <summary>How a sign-in went.</summary>
internal abstract record SignInOutcome
{
    /// <summary>The cookie opens a session.</summary>
    internal sealed record Welcome(User User, string Cookie) : SignInOutcome;

    /// <summary>Wrong name or password; which of them is not told.</summary>
    internal sealed record Refused : SignInOutcome;

    /// <summary>The password is right, and an administrator has locked the person out.</summary>
    internal sealed record Locked(string Sentence) : SignInOutcome;

    /// <summary>Too many failures.</summary>
    internal sealed record Later(TimeSpan Wait) : SignInOutcome;
}

/// <summary>Signs people in. An unknown name costs the same work and gets the same answer as a wrong password.</summary>
internal sealed class SignInDesk(UserStore users, AccessPolicy access, WebSessions sessions, SignInThrottle throttle, AuditLog audit, TimeProvider time)
{
    private readonly Lazy<Task<string>> _nobody = new(() => PasswordHash.CreateAsync(Guid.NewGuid().ToString(), CancellationToken.None));

    /// <summary>Checks a name and a password, and opens a session.</summary>
    internal async Task<SignInOutcome> SignInAsync(string name, string password, string address, CancellationToken cancellation)
    {
        if (throttle.Begin(name, address) is var wait && wait > TimeSpan.Zero)
            return new SignInOutcome.Later(wait);
        await Task.Delay(throttle.Delay(name), time, cancellation);
        if (PasswordHash.Busy)
            return new SignInOutcome.Later(TimeSpan.FromSeconds(1));

        var user = await users.FindAsync(name, cancellation);
        var right = await PasswordHash.VerifyAsync(user?.PasswordHash ?? await _nobody.Value, password, cancellation);
        if (user is null || !right)
        {
            await audit.WriteAsync(Event(AuditKind.UserLoginFailure, name, address, success: false), cancellation);
            return new SignInOutcome.Refused();
        }

        throttle.Succeeded(name, address);
        return await AdmitAsync(user, address, cancellation);
    }

    /// <summary>Opens a session for somebody who has shown who they are, unless a lock says no.</summary>
    internal async Task<SignInOutcome> AdmitAsync(User user, string address, CancellationToken cancellation)
    {
        var name = user.Name;
        if (access.FindSubject(name) is not { } subject)
            return new SignInOutcome.Refused();
        if (access.Lock(subject) is { } locked)
        {
            await audit.WriteAsync(Event(AuditKind.UserLoginFailure, name, address, success: false, locked), cancellation);
            return new SignInOutcome.Locked(locked);
        }

        await audit.WriteAsync(Event(AuditKind.UserLogin, user.Name, address, success: true), cancellation);
        return new SignInOutcome.Welcome(user, await sessions.OpenAsync(user, address, cancellation));
    }

    /// <summary>Ends a session.</summary>
    internal async Task SignOutAsync(SignedIn signedIn, CancellationToken cancellation)
    {
        await audit.WriteAsync(new AuditEvent(AuditKind.UserLogout) { User = signedIn.Subject.User, Fields = { ["addr.remote"] = signedIn.Address } }, cancellation);
        await sessions.CloseAsync(signedIn, cancellation);
    }

    private static AuditEvent Event(AuditKind kind, string user, string address, bool success, string? error = null)
    {
        var entry = new AuditEvent(kind) { User = user, Fields = { ["method"] = "local", ["addr.remote"] = address, ["success"] = success } };
        if (error is not null)
            entry.Fields["error"] = error;
        return entry;
    }
}
