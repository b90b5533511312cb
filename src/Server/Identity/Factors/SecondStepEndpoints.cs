using Hindsight.Server.Http;
using Hindsight.Server.Identity.Passkeys;

namespace Hindsight.Server.Identity.Factors;

/// <summary>
/// <c>/v1/webapi/sessions/web/…</c>: what follows the password, and signing in with a passkey instead of one. The token of
/// the sign-in travels in the body, which no log has.
/// </summary>
internal static class SecondStepEndpoints
{
    private const int LongestCode = 64;

    /// <summary>Adds the endpoints.</summary>
    internal static void MapSecondStep(this IEndpointRouteBuilder routes)
    {
        var steps = routes.MapGroup("/v1/webapi/sessions/web").WithoutSignIn();
        steps.MapPost("/code", ShowCodeAsync);
        steps.MapPost("/passkey/begin", BeginPasskeyAsync);
        steps.MapPost("/passkey", ShowPasskeyAsync);
        steps.MapPost("/add/otp/begin", BeginAddingOtpAsync);
        steps.MapPost("/add/otp", AddOtpAsync);
        steps.MapPost("/add/passkey/begin", BeginAddingPasskeyAsync);
        steps.MapPost("/add/passkey", AddPasskeyAsync);
    }

    private static async Task<IResult> ShowCodeAsync(CodeRequest request, SecondStep steps, SignInAnswers answers, HttpContext context)
    {
        if (request.Code is not { Length: > 0 and <= LongestCode } code)
            return Problem.BadRequest("bad_request", "Type the code that your authenticator app shows.");
        return await answers.AnswerAsync(await steps.ShowCodeAsync(request.Attempt ?? "", code, SignInGuard.RemoteAddress(context), context.RequestAborted), context);
    }

    /// <summary>Without an attempt it is for a sign-in without name and password.</summary>
    private static async Task<IResult> BeginPasskeyAsync(AttemptRequest request, SecondStep steps, PasskeySigning passkeys, FactorRules rules, RelyingParty party, HttpContext context)
    {
        if (party.At(context.Request) is not ({ } place, _))
            return FactorEndpoints.NotHere(party.At(context.Request).Problem);
        if (request.Attempt is { } attempt)
        {
            var (asked, problem) = await steps.BeginPasskeyAsync(attempt, place, context.RequestAborted);
            return asked is null ? problem! : TypedResults.Ok(new PasskeyAsked(attempt, asked));
        }

        if (!rules.Passwordless)
            return NoPasswordless();
        var (token, nameless) = passkeys.BeginNameless(place);
        return TypedResults.Ok(new PasskeyAsked(token, nameless));
    }

    private static async Task<IResult> ShowPasskeyAsync(PasskeyShown request, SecondStep steps, PasskeySigning passkeys, FactorRules rules, RelyingParty party, SignInAnswers answers, HttpContext context)
    {
        if (party.At(context.Request) is not ({ } place, _))
            return FactorEndpoints.NotHere(party.At(context.Request).Problem);
        if (request is not { Attempt: { } attempt, Passkey: { } answer })
            return Problem.BadRequest("bad_request", "The browser's answer is not complete: try again.");
        var address = SignInGuard.RemoteAddress(context);
        if (!request.Nameless)
            return await answers.AnswerAsync(await steps.ShowPasskeyAsync(attempt, answer, place, address, context.RequestAborted), context);
        return rules.Passwordless
            ? await answers.AnswerAsync(await passkeys.SignInAsync(attempt, answer, place, address, context.RequestAborted), context)
            : NoPasswordless();
    }

    private static async Task<IResult> BeginAddingOtpAsync(AttemptRequest request, SecondStep steps, FactorEnrolment enrolment, HttpContext context)
    {
        if (await steps.FindAsync(request.Attempt ?? "", mustAdd: true, context.RequestAborted) is not { } attempt)
            return SecondStep.Over();
        var (secret, problem) = await enrolment.BeginOtpAsync(attempt.Owner, attempt.User.Name, context.RequestAborted);
        return secret is null ? problem! : TypedResults.Ok(secret);
    }

    private static async Task<IResult> AddOtpAsync(AddOtpRequest request, SecondStep steps, FactorEnrolment enrolment, SignInAnswers answers, HttpContext context)
    {
        if (await steps.FindAsync(request.Attempt ?? "", mustAdd: true, context.RequestAborted) is not { } attempt)
            return SecondStep.Over();
        var address = SignInGuard.RemoteAddress(context);
        var (added, problem) = await enrolment.AddOtpAsync(attempt.Owner, attempt.User.Name, request.Name, request.Code ?? "", address, context.RequestAborted);
        return added is null ? problem! : await answers.AnswerAsync(await steps.AddedAsync(attempt, added, address, context.RequestAborted), context);
    }

    private static async Task<IResult> BeginAddingPasskeyAsync(AttemptRequest request, SecondStep steps, FactorEnrolment enrolment, RelyingParty party, HttpContext context)
    {
        if (party.At(context.Request) is not ({ } place, _))
            return FactorEndpoints.NotHere(party.At(context.Request).Problem);
        if (await steps.FindAsync(request.Attempt ?? "", mustAdd: true, context.RequestAborted) is not { } attempt)
            return SecondStep.Over();
        var (creation, problem) = await enrolment.BeginPasskeyAsync(attempt.Owner, attempt.User.Name, place, context.RequestAborted);
        return creation is null ? problem! : TypedResults.Ok(creation);
    }

    private static async Task<IResult> AddPasskeyAsync(AddPasskeyRequest request, SecondStep steps, FactorEnrolment enrolment, RelyingParty party, SignInAnswers answers, HttpContext context)
    {
        if (party.At(context.Request) is not ({ } place, _))
            return FactorEndpoints.NotHere(party.At(context.Request).Problem);
        if (await steps.FindAsync(request.Attempt ?? "", mustAdd: true, context.RequestAborted) is not { } attempt)
            return SecondStep.Over();
        if (request.Passkey is not { } made)
            return Problem.BadRequest("bad_passkey", "The browser's answer is not complete: try again.");
        var (added, problem) = await enrolment.AddPasskeyAsync(attempt.Owner, attempt.User.Name, request.Name, made, place, context.RequestAborted);
        return added is null ? problem! : await answers.AnswerAsync(await steps.AddedAsync(attempt, added, SignInGuard.RemoteAddress(context), context.RequestAborted), context);
    }

    private static Problem NoPasswordless() =>
        Problem.Conflict("no_passwordless", "This cluster does not let people sign in with a passkey alone: type your name and your password.");
}
