using System.Security.Cryptography;
using System.Text;
using Hindsight.Server.Access;
using Hindsight.Server.Http;

namespace Hindsight.Server.Identity;

/// <summary>
/// Stands before every endpoint: who is not signed in gets nothing but what is marked as open. Requests that change
/// something, and WebSockets, must come from a page of ours.
/// </summary>
internal sealed class SignInGuard(RequestDelegate next, WebSessions sessions, AccessPolicy access)
{
    /// <summary>Lets the request through with its <see cref="SignedIn"/> person, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }

        if (context.Features.Get<AdminConnection>() is not null)
        {
            await next(context);
            return;
        }

        var open = endpoint.Metadata.GetMetadata<WithoutSignInMetadata>() is not null;
        var signedIn = SessionCookie.Read(context.Request) is { } cookie
            ? await sessions.FindAsync(cookie, RemoteAddress(context), context.RequestAborted)
            : null;
        context.Features.Set(signedIn);
        if ((Foreign(context) ?? (open ? null : Refusal(context, signedIn))) is { } problem)
            await problem.ExecuteAsync(context);
        else
            await next(context);
    }

    /// <summary>The address of the other end, as text.</summary>
    internal static string RemoteAddress(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "local";
    }

    private static Problem? Foreign(HttpContext context) =>
        (Changes(context.Request) || context.WebSockets.IsWebSocketRequest) && !OwnOrigin.IsOwn(context.Request)
            ? Problem.Forbidden("foreign_origin", "This request does not come from a page of this server: open the server's own address.")
            : null;

    private Problem? Refusal(HttpContext context, SignedIn? signedIn)
    {
        if (signedIn is null)
            return Problem.Unauthorized("not_signed_in", "You are not signed in, or your session has ended: sign in again.");
        // Signing out stays possible.
        if (access.Lock(signedIn.Subject) is { } locked && !HttpMethods.IsDelete(context.Request.Method))
            return Problem.Forbidden("locked", locked);
        return Changes(context.Request) && !SameToken(context.Request.Headers["X-CSRF-Token"].ToString(), signedIn.CsrfToken)
            ? Problem.Forbidden("bad_csrf_token", "The request lacks this session's token: reload the page and try again.")
            : null;
    }

    private static bool Changes(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsConnect(request.Method);

    private static bool SameToken(string sent, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(right));
}
