using Hindsight.Server.Audit;
using Hindsight.Server.Http;
using Hindsight.Server.Identity.Factors;

namespace Hindsight.Server.Identity;

/// <summary>What people do with their own account, with its rules.</summary>
internal sealed class AccountDesk(UserStore users, WebSessions sessions, SessionEndings endings, SignInThrottle throttle, FactorStore factors, FactorRules rules, AuditLog audit)
{
    /// <summary>The account as its page shows it.</summary>
    internal async Task<IResult> ReadAsync(SignedIn person, string? passkeyProblem, CancellationToken cancellation)
    {
        var user = await users.FindAsync(person.Subject.User, cancellation);
        var open = await sessions.ListAsync(person.Subject.User, cancellation);
        return TypedResults.Ok(new AccountAnswer(
            person.Subject.User, user?.PasswordChanged, Passwords.Rules,
            new AccountPolicy(rules.Policy.Otp, rules.Policy.Passkeys, rules.Policy.Required, rules.Passwordless, rules.Policy.Passkeys ? passkeyProblem : null),
            [.. (await factors.ListAsync(person.Subject.User, cancellation)).Select(f => new AccountFactor(f.Id, f.Kind, f.Name, f.Created, f.LastUsed, rules.Counts(f.Kind)))],
            [.. open.Select(s => new AccountSession(WebSessions.PublicId(s.Key), s.Address, s.Created, s.LastSeen, s.Expires, s.Key == person.SessionKey))]));
    }

    /// <summary>Changes the password for somebody who knows the present one; their other sessions end.</summary>
    internal async Task<IResult> ChangePasswordAsync(SignedIn person, string current, string chosen, CancellationToken cancellation)
    {
        var name = person.Subject.User;
        if (await ConfirmAsync(person, current, cancellation) is { } problem)
            return problem;
        if (Passwords.Fault(chosen, name) is { } fault)
            return Problem.BadRequest("bad_password", fault);
        if (chosen == current)
            return Problem.BadRequest("bad_password", "This is the present password: choose another.");
        var others = await OthersAsync(person, cancellation);
        await users.ChangePasswordAsync(name, await PasswordHash.CreateAsync(chosen, cancellation), person.Address, person.SessionKey, cancellation);
        foreach (var other in others)
            endings.EndSession(other);
        return TypedResults.NoContent();
    }

    /// <summary>Ends one of the person's sessions.</summary>
    internal async Task<IResult> EndSessionAsync(SignedIn person, string id, CancellationToken cancellation)
    {
        var open = await sessions.ListAsync(person.Subject.User, cancellation);
        if (open.FirstOrDefault(s => WebSessions.PublicId(s.Key) == id) is not { } session)
            return Problem.NotFound("no_such_session", "This session has ended already: load the page again.");
        await EndAsync(person, session.Key, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Ends all sessions of the person, this one included.</summary>
    internal async Task EndAllAsync(SignedIn person, CancellationToken cancellation)
    {
        foreach (var other in await OthersAsync(person, cancellation))
            await EndAsync(person, other, cancellation);
        await EndAsync(person, person.SessionKey, cancellation);
    }

    private async Task EndAsync(SignedIn person, string key, CancellationToken cancellation)
    {
        await audit.WriteAsync(new AuditEvent(AuditKind.UserLogout) { User = person.Subject.User, Fields = { ["addr.remote"] = person.Address } }, cancellation);
        await sessions.CloseAsync(key, cancellation);
    }

    private async Task<IReadOnlyList<string>> OthersAsync(SignedIn person, CancellationToken cancellation) =>
        [.. (await sessions.ListAsync(person.Subject.User, cancellation)).Select(s => s.Key).Where(k => k != person.SessionKey)];

    /// <summary>Null when the password is the person's. Guesses are slowed down as at sign-in.</summary>
    internal async Task<Problem?> ConfirmAsync(SignedIn person, string password, CancellationToken cancellation)
    {
        var name = person.Subject.User;
        if (throttle.Begin(name, person.Address) is var wait && wait > TimeSpan.Zero)
            return SignInThrottle.Refusal(wait);
        if (await users.FindAsync(name, cancellation) is not { } user || !await PasswordHash.VerifyAsync(user.PasswordHash, password, cancellation))
            return Problem.Forbidden("wrong_password", "This is not your present password: check it and try again.");
        throttle.Succeeded(name, person.Address);
        return null;
    }
}
