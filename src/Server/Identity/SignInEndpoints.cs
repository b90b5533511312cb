using Hindsight.Server.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Identity;

/// <summary><c>/v1/webapi/sessions/web</c>: signing in and out.</summary>
internal static class SignInEndpoints
{
    private const int LongestName = 256;
    private const int LongestPassword = 1024;

    /// <summary>Adds the endpoints.</summary>
    internal static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        const string path = "/v1/webapi/sessions/web";
        routes.MapPost(path, SignInAsync).WithoutSignIn();
        routes.MapGet(path, Current);
        routes.MapDelete(path, SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(SignInRequest request, SignInDesk desk, SignInAnswers answers, HttpContext context)
    {
        if (request.User is not { Length: > 0 and <= LongestName } name || request.Password is not { Length: > 0 and <= LongestPassword } password)
            return Problem.BadRequest("bad_request", "Type your user name and your password.");
        return await answers.AnswerAsync(await desk.SignInAsync(name, password, SignInGuard.RemoteAddress(context), context.RequestAborted), context);
    }

    private static Ok<SignedInAnswer> Current(SignInAnswers answers, HttpContext context) => TypedResults.Ok(answers.Of(context.SignedIn()));

    private static async Task<NoContent> SignOutAsync(SignInDesk desk, HttpContext context)
    {
        await desk.SignOutAsync(context.SignedIn(), context.RequestAborted);
        SessionCookie.Delete(context.Response);
        return TypedResults.NoContent();
    }
}
