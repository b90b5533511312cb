using Hindsight.Server.Audit;
using Hindsight.Server.Identity.Factors;

namespace Hindsight.Server.Identity;

/// <summary>Signs people in by name and password. An unknown name costs the same work and gets the same answer as a wrong password.</summary>
internal sealed class SignInDesk(UserStore users, SecondStep secondStep, Admission admission, WebSessions sessions, SignInThrottle throttle, AuditLog audit, TimeProvider time)
{
    private readonly Lazy<Task<string>> _nobody = new(() => PasswordHash.CreateAsync(Guid.NewGuid().ToString(), CancellationToken.None));

    /// <summary>Checks a name and a password, and opens a session or begins the second step.</summary>
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
            await admission.FailedAsync(name, address, error: null, factor: null, cancellation);
            return new SignInOutcome.Refused();
        }

        throttle.Succeeded(name, address);
        return await secondStep.BeginAsync(user, address, cancellation);
    }

    /// <summary>Ends a session.</summary>
    internal async Task SignOutAsync(SignedIn signedIn, CancellationToken cancellation)
    {
        await audit.WriteAsync(new AuditEvent(AuditKind.UserLogout) { User = signedIn.Subject.User, Fields = { ["addr.remote"] = signedIn.Address } }, cancellation);
        await sessions.CloseAsync(signedIn, cancellation);
    }
}
