using Hindsight.Server.Access;

namespace Hindsight.Server.Identity;

/// <summary>The person behind a request: read by <see cref="SignInGuard"/> from the session cookie.</summary>
internal sealed class SignedIn
{
    /// <summary>Name and roles, for access decisions.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The address the person's browser has.</summary>
    public required string Address { get; init; }

    /// <summary>When the session ends for good, however much it is used.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The token that every changing request must carry.</summary>
    public required string CsrfToken { get; init; }

    /// <summary>The hash the session is stored under.</summary>
    public required string SessionKey { get; init; }

    /// <summary>Cancelled when the person signs out or gets another password: whatever runs for them ends. Not when the sign-in merely expires.</summary>
    public required CancellationToken Ended { get; init; }
}

/// <summary>Gives endpoints the person behind a request.</summary>
internal static class SignedInRequests
{
    /// <summary>The signed-in person; only in endpoints that need signing in, where there always is one.</summary>
    internal static SignedIn SignedIn(this HttpContext context) =>
        context.Features.Get<SignedIn>() ?? throw new InvalidOperationException($"{context.Request.Path} is open to everybody and has no signed-in person");

    /// <summary>The same, when the endpoint is open to everybody.</summary>
    internal static SignedIn? SignedInOrNull(this HttpContext context) => context.Features.Get<SignedIn>();
}
