using Hindsight.Server.Http;
using Hindsight.Server.Identity.Passkeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Identity;

/// <summary><c>/v1/webapi/account</c>: one's own password and sessions.</summary>
internal static class AccountEndpoints
{
    private const int LongestPassword = 4096;

    /// <summary>Adds the endpoints.</summary>
    internal static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/v1/webapi/account");
        account.MapGet("", ReadAsync);
        account.MapPut("/password", ChangePasswordAsync);
        account.MapDelete("/sessions/{id}", EndSessionAsync);
        account.MapDelete("/sessions", EndAllAsync);
    }

    private static Task<IResult> ReadAsync(AccountDesk desk, RelyingParty party, HttpContext context) =>
        desk.ReadAsync(context.SignedIn(), party.At(context.Request).Problem, context.RequestAborted);

    private static async Task<IResult> ChangePasswordAsync(ChangePasswordRequest request, AccountDesk desk, HttpContext context) =>
        request.Current is not { Length: > 0 and <= LongestPassword } current || request.New is not { Length: > 0 and <= LongestPassword } chosen
            ? Problem.BadRequest("bad_request", "Type your present password and the new one.")
            : await desk.ChangePasswordAsync(context.SignedIn(), current, chosen, context.RequestAborted);

    private static Task<IResult> EndSessionAsync(string id, AccountDesk desk, HttpContext context) =>
        desk.EndSessionAsync(context.SignedIn(), id, context.RequestAborted);

    private static async Task<NoContent> EndAllAsync(AccountDesk desk, HttpContext context)
    {
        await desk.EndAllAsync(context.SignedIn(), context.RequestAborted);
        SessionCookie.Delete(context.Response);
        return TypedResults.NoContent();
    }
}
