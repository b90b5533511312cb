using Hindsight.Server.Http;
using Hindsight.Server.Identity.Passkeys;

namespace Hindsight.Server.Identity.Factors;

/// <summary>What follows a right password: a factor that is shown or added, or nothing.</summary>
internal sealed class SecondStep(
    UserStore users, FactorStore factors, FactorRules rules, SignInAttempts attempts, PasskeySigning passkeys, SignInThrottle throttle, Admission admission)
{
    /// <summary>Opens a session for somebody who has shown their password, or says what else they must do.</summary>
    internal async Task<SignInOutcome> BeginAsync(User user, string address, CancellationToken cancellation)
    {
        var present = await factors.ListAsync(user.Name, cancellation);
        if (rules.Asked(present) is { Count: > 0 } asked)
            return new SignInOutcome.FactorNeeded(attempts.Begin(user, mustAdd: false, address), asked.Any(f => f.Kind == Factor.Otp), asked.Any(f => f.Kind == Factor.Passkey));
        return rules.MustAdd(present)
            ? new SignInOutcome.FactorMissing(attempts.Begin(user, mustAdd: true, address))
            : await admission.AdmitAsync(user, new Proof(), address, cancellation);
    }

    /// <summary>Goes on with the code of an authenticator app.</summary>
    internal async Task<SignInOutcome> ShowCodeAsync(string token, string code, string address, CancellationToken cancellation)
    {
        if (await FindAsync(token, mustAdd: false, cancellation) is not { } attempt)
            return SignInOutcome.Over;
        var user = attempt.User.Name;
        if (throttle.BeginCode(user, address) is var wait && wait > TimeSpan.Zero)
            return new SignInOutcome.Later(wait);
        var asked = rules.Asked(await factors.ListAsync(user, cancellation));
        if (await factors.TakeCodeAsync(asked, code, cancellation) is not { } factor)
        {
            await admission.FailedAsync(user, address, "the code is wrong or was used already", factor: null, cancellation);
            return new SignInOutcome.WrongFactor("bad_code", "The code is wrong or was used already: type the one that your authenticator app shows now.");
        }

        throttle.CodeSucceeded(user, address);
        return await ShownAsync(attempt, factor, address, cancellation);
    }

    /// <summary>What the browser asks the person's passkeys for; null when the sign-in is over.</summary>
    internal async Task<(PasskeyRequest? Request, Problem? Problem)> BeginPasskeyAsync(string token, PasskeyPlace place, CancellationToken cancellation)
    {
        if (await FindAsync(token, mustAdd: false, cancellation) is not { } attempt)
            return (null, Over());
        var asked = rules.Asked(await factors.ListAsync(attempt.User.Name, cancellation));
        return (passkeys.Begin(attempt, asked, place), null);
    }

    /// <summary>Goes on with what a passkey signed.</summary>
    internal async Task<SignInOutcome> ShowPasskeyAsync(string token, PasskeyAnswer answer, PasskeyPlace place, string address, CancellationToken cancellation)
    {
        if (await FindAsync(token, mustAdd: false, cancellation) is not { } attempt)
            return SignInOutcome.Over;
        var user = attempt.User.Name;
        var asked = rules.Asked(await factors.ListAsync(user, cancellation));
        var (factor, fault) = await passkeys.CheckAsync(attempt, asked, answer, place, cancellation);
        if (factor is null)
        {
            await admission.FailedAsync(user, address, fault, factor: null, cancellation);
            return PasskeySigning.Refusal;
        }

        return await ShownAsync(attempt, factor, address, cancellation);
    }

    /// <summary>Opens the session of somebody who has added a factor.</summary>
    internal async Task<SignInOutcome> AddedAsync(SignInAttempt attempt, Factor added, string address, CancellationToken cancellation) =>
        attempts.End(attempt) ? await admission.AdmitAsync(attempt.User, new Proof(added), address, cancellation) : SignInOutcome.Over;

    /// <summary>A factor was shown; one that counts may still have to be added.</summary>
    private async Task<SignInOutcome> ShownAsync(SignInAttempt attempt, Factor factor, string address, CancellationToken cancellation)
    {
        if (!attempts.End(attempt))
            return SignInOutcome.Over;
        return rules.MustAdd(await factors.ListAsync(attempt.User.Name, cancellation))
            ? new SignInOutcome.FactorMissing(attempts.Begin(attempt.User, mustAdd: true, address))
            : await admission.AdmitAsync(attempt.User, new Proof(factor), address, cancellation);
    }

    /// <summary>The attempt of a token; null when it is over, or when the password is no longer the one that it began with.</summary>
    internal async Task<SignInAttempt?> FindAsync(string token, bool mustAdd, CancellationToken cancellation) =>
        attempts.Find(token) is { } attempt && attempt.MustAdd == mustAdd
        && await users.FindAsync(attempt.User.Name, cancellation) is { } user && user.PasswordHash == attempt.User.PasswordHash
            ? attempt
            : null;

    /// <summary>The answer when there is none.</summary>
    internal static Problem Over() => Problem.Unauthorized(SignInOutcome.Over.Code, SignInOutcome.Over.Sentence);
}
