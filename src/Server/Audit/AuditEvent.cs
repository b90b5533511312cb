using System.Text.Json.Nodes;

namespace Hindsight.Server.Audit;

/// <summary>
/// Something that happened, before it is written; <see cref="AuditLog"/> adds its id, time and cluster.
/// Never put a secret, typed text or clipboard content into it.
/// </summary>
internal sealed class AuditEvent(AuditKind kind)
{
    /// <summary>What happened.</summary>
    internal AuditKind Kind { get; } = kind;

    /// <summary>Who did it; null when nobody signed in did.</summary>
    internal string? User { get; init; }

    /// <summary>The session it belongs to.</summary>
    internal string? SessionId { get; init; }

    /// <summary>The rest, with Teleport's names: <c>addr.remote</c>, <c>desktop_name</c>, <c>success</c>, <c>error</c> …</summary>
    internal JsonObject Fields { get; } = [];
}
