using Hindsight.Server.Http;
using Hindsight.Server.Identity.Passkeys;

namespace Hindsight.Server.Identity.Factors;

/// <summary>Adds and removes factors of one's own. Who has taken over a session must also know the password.</summary>
internal sealed class AccountFactors(FactorStore factors, FactorRules rules, FactorEnrolment enrolment, AccountDesk account)
{
    /// <summary>A secret for an authenticator app, for who knows the password.</summary>
    internal async Task<IResult> BeginOtpAsync(SignedIn person, string password, CancellationToken cancellation)
    {
        if (await account.ConfirmAsync(person, password, cancellation) is { } refused)
            return refused;
        var (secret, problem) = await enrolment.BeginOtpAsync(Owner(person), person.Subject.User, cancellation);
        return secret is null ? problem! : TypedResults.Ok(secret);
    }

    /// <summary>Adds the app that shows the right code.</summary>
    internal async Task<IResult> AddOtpAsync(SignedIn person, AddOtpRequest request, CancellationToken cancellation)
    {
        var (_, problem) = await enrolment.AddOtpAsync(Owner(person), person.Subject.User, request.Name, request.Code ?? "", person.Address, cancellation);
        return problem is null ? TypedResults.NoContent() : problem;
    }

    /// <summary>What the browser makes a passkey from, for who knows the password.</summary>
    internal async Task<IResult> BeginPasskeyAsync(SignedIn person, string password, PasskeyPlace place, CancellationToken cancellation)
    {
        if (await account.ConfirmAsync(person, password, cancellation) is { } refused)
            return refused;
        var (creation, problem) = await enrolment.BeginPasskeyAsync(Owner(person), person.Subject.User, place, cancellation);
        return creation is null ? problem! : TypedResults.Ok(creation);
    }

    /// <summary>Adds the passkey that was made.</summary>
    internal async Task<IResult> AddPasskeyAsync(SignedIn person, AddPasskeyRequest request, PasskeyPlace place, CancellationToken cancellation)
    {
        if (request.Passkey is not { } made)
            return Problem.BadRequest("bad_passkey", "The browser's answer is not complete: try again.");
        var (_, problem) = await enrolment.AddPasskeyAsync(Owner(person), person.Subject.User, request.Name, made, place, cancellation);
        return problem is null ? TypedResults.NoContent() : problem;
    }

    /// <summary>Removes a factor, unless it is the last of somebody who must have one.</summary>
    internal async Task<IResult> RemoveAsync(SignedIn person, string id, string password, CancellationToken cancellation)
    {
        if (await account.ConfirmAsync(person, password, cancellation) is { } refused)
            return refused;
        var present = await factors.ListAsync(person.Subject.User, cancellation);
        if (present.FirstOrDefault(f => f.Id == id) is not { } factor)
            return Gone();
        if (await factors.RemoveAsync(factor, all => rules.MayRemove(all, factor), cancellation))
            return TypedResults.NoContent();
        return rules.MayRemove(await factors.ListAsync(person.Subject.User, cancellation), factor)
            ? Gone()
            : Problem.Conflict("last_factor", $"This is your last second factor, and this cluster requires one: add {rules.Offered} first.");
    }

    private static Problem Gone() => Problem.NotFound("no_such_factor", "It was removed already: load the page again.");

    private static string Owner(SignedIn person) => $"session {person.SessionKey}";
}
