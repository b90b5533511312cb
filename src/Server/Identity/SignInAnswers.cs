using Hindsight.Server.Access;
using Hindsight.Server.Configuration;
using Hindsight.Server.Http;
using Hindsight.Server.Identity.Factors;
using Hindsight.Server.Identity.Passkeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Identity;

/// <summary>The answers to the steps of a sign-in.</summary>
internal sealed class SignInAnswers(WebSessions sessions, AccessPolicy access, ServerConfiguration configuration, FactorRules rules, RelyingParty party)
{
    /// <summary>Kinds of resources that have a page; those the person may read are in the answer.</summary>
    private static readonly string[] Managed = ["user", "role", "lock", "session_recording_config"];

    /// <summary>What a signed-in page knows about itself.</summary>
    internal SignedInAnswer Of(SignedIn signedIn) =>
        new(signedIn.Subject.User, signedIn.Subject.Roles, signedIn.CsrfToken, signedIn.Expires, configuration.ClusterName, ServerVersion.Text,
            [.. Managed.Where(kind => access.CanDo(signedIn.Subject, kind, "read", null).Allowed)]);

    /// <summary>The answer to a step, with its cookie: 200 when it was the last, 202 when there is another.</summary>
    internal async Task<IResult> AnswerAsync(SignInOutcome outcome, HttpContext context)
    {
        switch (outcome)
        {
            case SignInOutcome.Welcome welcome:
                // The cookie is about to be replaced, and with it the way to end the session it opened.
                if (context.SignedInOrNull() is { } before)
                    await sessions.CloseAsync(before, context.RequestAborted);
                SessionCookie.Write(context.Response, welcome.Cookie);
                var signedIn = await sessions.FindAsync(welcome.Cookie, SignInGuard.RemoteAddress(context), context.RequestAborted)
                    ?? throw new InvalidOperationException("the new session is gone");
                return TypedResults.Ok(Of(signedIn));
            case SignInOutcome.FactorNeeded needed:
                return Step(new SecondStepAnswer("factor", needed.Attempt, needed.Otp, needed.Passkey, needed.Passkey ? party.At(context.Request).Problem : null));
            case SignInOutcome.FactorMissing missing:
                return Step(new SecondStepAnswer("add", missing.Attempt, rules.Policy.Otp, rules.Policy.Passkeys, rules.Policy.Passkeys ? party.At(context.Request).Problem : null));
            case SignInOutcome.WrongFactor wrong:
                return Problem.Unauthorized(wrong.Code, wrong.Sentence);
            case SignInOutcome.Locked locked:
                return Problem.Forbidden("locked", locked.Sentence);
            case SignInOutcome.Later later:
                return SignInThrottle.Refusal(later.Wait);
            default:
                return Problem.Unauthorized("bad_credentials", "The user name or the password is wrong: check both and try again.");
        }
    }

    private static Accepted<SecondStepAnswer> Step(SecondStepAnswer step) => TypedResults.Accepted((string?)null, step);
}
