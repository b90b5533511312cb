using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Http;

namespace Hindsight.Server.Identity;

/// <summary>Says no to somebody, and writes down that they asked.</summary>
internal sealed class AccessDenials(AuditLog audit)
{
    /// <summary>The answer to a request that a decision does not allow.</summary>
    internal async Task<Problem> RefuseAsync(SignedIn person, string action, AccessDecision decision, CancellationToken cancellation)
    {
        await WriteAsync(person, action, null, decision, cancellation);
        return Problem.Forbidden("access_denied", decision.Rule);
    }

    /// <summary>Writes down that somebody asked for what they may not have.</summary>
    internal Task WriteAsync(SignedIn person, string action, string? sessionId, AccessDecision decision, CancellationToken cancellation) =>
        audit.WriteAsync(
            new AuditEvent(AuditKind.AccessDenied)
            {
                User = person.Subject.User,
                SessionId = sessionId,
                Fields = { ["action"] = action, ["error"] = decision.Rule, ["addr.remote"] = person.Address, ["success"] = false },
            },
            cancellation);
}
