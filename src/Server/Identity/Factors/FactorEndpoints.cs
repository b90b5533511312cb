using Hindsight.Server.Http;
using Hindsight.Server.Identity.Passkeys;

namespace Hindsight.Server.Identity.Factors;

/// <summary><c>/v1/webapi/account/factors</c>: one's own second factors.</summary>
internal static class FactorEndpoints
{
    private const int LongestPassword = 4096;

    /// <summary>Adds the endpoints.</summary>
    internal static void MapFactors(this IEndpointRouteBuilder routes)
    {
        var factors = routes.MapGroup("/v1/webapi/account/factors");
        factors.MapPost("/otp/begin", BeginOtpAsync);
        factors.MapPost("/otp", AddOtpAsync);
        factors.MapPost("/passkey/begin", BeginPasskeyAsync);
        factors.MapPost("/passkey", AddPasskeyAsync);
        factors.MapPost("/{id}/remove", RemoveAsync);
    }

    private static async Task<IResult> BeginOtpAsync(PasswordRequest request, AccountFactors factors, HttpContext context) =>
        PasswordOf(request) is { } password ? await factors.BeginOtpAsync(context.SignedIn(), password, context.RequestAborted) : NoPassword();

    private static Task<IResult> AddOtpAsync(AddOtpRequest request, AccountFactors factors, HttpContext context) =>
        factors.AddOtpAsync(context.SignedIn(), request, context.RequestAborted);

    private static async Task<IResult> BeginPasskeyAsync(PasswordRequest request, AccountFactors factors, RelyingParty party, HttpContext context)
    {
        if (PasswordOf(request) is not { } password)
            return NoPassword();
        return party.At(context.Request) switch
        {
            ({ } place, _) => await factors.BeginPasskeyAsync(context.SignedIn(), password, place, context.RequestAborted),
            var (_, problem) => NotHere(problem),
        };
    }

    private static async Task<IResult> AddPasskeyAsync(AddPasskeyRequest request, AccountFactors factors, RelyingParty party, HttpContext context) => party.At(context.Request) switch
    {
        ({ } place, _) => await factors.AddPasskeyAsync(context.SignedIn(), request, place, context.RequestAborted),
        var (_, problem) => NotHere(problem),
    };

    private static async Task<IResult> RemoveAsync(string id, PasswordRequest request, AccountFactors factors, HttpContext context) =>
        PasswordOf(request) is { } password ? await factors.RemoveAsync(context.SignedIn(), id, password, context.RequestAborted) : NoPassword();

    /// <summary>The answer on a page that passkeys don't work on.</summary>
    internal static Problem NotHere(string? problem) => Problem.Conflict("no_passkeys_here", problem!);

    private static string? PasswordOf(PasswordRequest request) => request.Password is { Length: > 0 and <= LongestPassword } password ? password : null;

    private static Problem NoPassword() => Problem.BadRequest("bad_request", "Type your password.");
}
