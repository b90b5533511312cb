using Hindsight.Server.Access;
using Hindsight.Server.Configuration;
using Hindsight.Server.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Identity;

/// <summary><c>/v1/webapi/sessions/web</c>: signing in and out.</summary>
internal static class SignInEndpoints
{
    private const int LongestName = 256;
    private const int LongestPassword = 1024;

    /// <summary>Kinds of resources that have a page; those the person may read are in the answer.</summary>
    private static readonly string[] Managed = ["user", "role", "lock", "session_recording_config"];

    /// <summary>Adds the endpoints.</summary>
    internal static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        const string path = "/v1/webapi/sessions/web";
        routes.MapPost(path, SignInAsync).WithoutSignIn();
        routes.MapGet(path, Current);
        routes.MapDelete(path, SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(SignInRequest request, SignInDesk desk, WebSessions sessions, AccessPolicy access, ServerConfiguration configuration, HttpContext context)
    {
        if (request.User is not { Length: > 0 and <= LongestName } name || request.Password is not { Length: > 0 and <= LongestPassword } password)
            return Problem.BadRequest("bad_request", "Type your user name and your password.");
        var address = SignInGuard.RemoteAddress(context);
        return await AnswerAsync(await desk.SignInAsync(name, password, address, context.RequestAborted), address, sessions, access, configuration, context);
    }

    /// <summary>The answer to a sign-in, with its cookie.</summary>
    internal static async Task<IResult> AnswerAsync(SignInOutcome outcome, string address, WebSessions sessions, AccessPolicy access, ServerConfiguration configuration, HttpContext context)
    {
        switch (outcome)
        {
            case SignInOutcome.Welcome welcome:
                // The cookie is about to be replaced, and with it the way to end the session it opened.
                if (context.SignedInOrNull() is { } before)
                    await sessions.CloseAsync(before, context.RequestAborted);
                SessionCookie.Write(context.Response, welcome.Cookie);
                var signedIn = await sessions.FindAsync(welcome.Cookie, address, context.RequestAborted)
                    ?? throw new InvalidOperationException("the new session is gone");
                return TypedResults.Ok(Answer(signedIn, access, configuration));
            case SignInOutcome.Locked locked:
                return Problem.Forbidden("locked", locked.Sentence);
            case SignInOutcome.Later later:
                return SignInThrottle.Refusal(later.Wait);
            default:
                return Problem.Unauthorized("bad_credentials", "The user name or the password is wrong: check both and try again.");
        }
    }

    private static Ok<SignedInAnswer> Current(AccessPolicy access, ServerConfiguration configuration, HttpContext context) =>
        TypedResults.Ok(Answer(context.SignedIn(), access, configuration));

    private static async Task<NoContent> SignOutAsync(SignInDesk desk, HttpContext context)
    {
        await desk.SignOutAsync(context.SignedIn(), context.RequestAborted);
        SessionCookie.Delete(context.Response);
        return TypedResults.NoContent();
    }

    private static SignedInAnswer Answer(SignedIn signedIn, AccessPolicy access, ServerConfiguration configuration) =>
        new(signedIn.Subject.User, signedIn.Subject.Roles, signedIn.CsrfToken, signedIn.Expires, configuration.ClusterName, ServerVersion.Text,
            [.. Managed.Where(kind => access.CanDo(signedIn.Subject, kind, "read", null).Allowed)]);
}
