using System.Text.Json.Nodes;

namespace Hindsight.Client;

/// <summary>What one role has to do with a decision.</summary>
public sealed record PolicyPartInfo(string Role, string Says);

/// <summary>What would happen if somebody opened a desktop.</summary>
public sealed record RecordingPolicyInfo(
    string User, string Desktop, string Login, bool Connect, string ConnectRule, bool Recorded, string RecordedRule, string Strictness, string StrictnessRule, string Mode, string ModeOrigin,
    IReadOnlyList<PolicyPartInfo> Roles);

/// <summary>A page of audit events, and where the next one begins.</summary>
public sealed record AuditListPage(IReadOnlyList<JsonObject> Items, string? StartKey);
