using System.Text.Json.Nodes;

namespace Hindsight.Client;

/// <summary>What one role has to do with a decision.</summary>
public sealed record PolicyPartInfo(string Role, string Says);

/// <summary>What would happen if somebody opened a desktop.</summary>
public sealed record RecordingPolicyInfo(
    string User, string Desktop, string Login, bool Connect, string ConnectRule, bool Recorded, string RecordedRule, string Strictness, string StrictnessRule, string Mode, string ModeOrigin,
    IReadOnlyList<PolicyPartInfo> Roles);

/// <summary>A recording in the list.</summary>
public sealed record RecordingInfo(
    string Sid, string Kind, string User, string Target, string Login, DateTimeOffset Start, DateTimeOffset? End, long DurationMs, long Bytes, string State, string? Reason, string Rule);

/// <summary>A page of recordings, and where the next one begins.</summary>
public sealed record RecordingListPage(IReadOnlyList<RecordingInfo> Items, string? StartKey);

/// <summary>A page of audit events, and where the next one begins.</summary>
public sealed record AuditListPage(IReadOnlyList<JsonObject> Items, string? StartKey);
