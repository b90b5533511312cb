using Hindsight.Server.Http;
using Hindsight.Server.Identity.Factors;

namespace Hindsight.Server.Identity;

/// <summary>Lets the holder of a link choose a password and signs them in, once.</summary>
internal sealed class LinkDesk(SignInLinks links, UserStore users, SecondStep secondStep, SessionEndings endings)
{
    /// <summary>Whom a link is for.</summary>
    internal async Task<IResult> OpenAsync(string token, CancellationToken cancellation) =>
        await links.FindAsync(token, cancellation) is { } holder
            ? TypedResults.Ok(new LinkAnswer(holder.User, holder.Kind, holder.Expires, Passwords.Rules))
            : Spent();

    /// <summary>Sets the password; a problem, or how the sign-in went.</summary>
    internal async Task<(SignInOutcome? Outcome, Problem? Problem)> UseAsync(string token, string password, string address, CancellationToken cancellation)
    {
        if (await links.FindAsync(token, cancellation) is not { User: var name })
            return (null, Spent());
        if (Passwords.Fault(password, name) is { } fault)
            return (null, Problem.BadRequest("bad_password", fault));
        if (PasswordHash.Busy)
            return (new SignInOutcome.Later(TimeSpan.FromSeconds(1)), null);
        var hash = await PasswordHash.CreateAsync(password, cancellation);
        if (!await users.UseLinkAsync(token, name, hash, address, cancellation))
            return (null, Spent());
        endings.EndUser(name);
        return await users.FindAsync(name, cancellation) is { } user
            ? (await secondStep.BeginAsync(user, address, cancellation), null)
            : (null, Spent());
    }

    private static Problem Spent() =>
        Problem.NotFound("link_spent", "This link was used already, has expired or was replaced by another: ask an administrator for a new one.");
}
