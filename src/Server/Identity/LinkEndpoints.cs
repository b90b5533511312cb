using Hindsight.Server.Http;

namespace Hindsight.Server.Identity;

/// <summary><c>/v1/webapi/links</c>: invitations and resets. The token travels in the body, which no log has.</summary>
internal static class LinkEndpoints
{
    private const int LongestPassword = 4096;

    /// <summary>Adds the endpoints.</summary>
    internal static void MapLinks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/webapi/links/open", OpenAsync).WithoutSignIn();
        routes.MapPost("/v1/webapi/links/use", UseAsync).WithoutSignIn();
    }

    private static Task<IResult> OpenAsync(OpenLinkRequest request, LinkDesk desk, HttpContext context) =>
        desk.OpenAsync(request.Token ?? "", context.RequestAborted);

    private static async Task<IResult> UseAsync(UseLinkRequest request, LinkDesk desk, SignInAnswers answers, HttpContext context)
    {
        if (request.Password is not { Length: <= LongestPassword } password)
            return Problem.BadRequest("bad_request", "Type the password that you choose.");
        var address = SignInGuard.RemoteAddress(context);
        var (outcome, problem) = await desk.UseAsync(request.Token ?? "", password, address, context.RequestAborted);
        return problem is null ? await answers.AnswerAsync(outcome!, context) : problem;
    }
}
