namespace Hindsight.Client;

/// <summary>What a server is. Where it keeps its data, and its process, is told on its own host alone.</summary>
public sealed record ServerStatus(
    string ClusterName, string Version, string NodeName, string? DataDirectory, int? ProcessId, DateTimeOffset Started,
    string SessionRecording, IReadOnlyList<string> Addresses, string CertificateSha256);

/// <summary>A user.</summary>
public sealed record UserInfo(string Name, IReadOnlyList<string> Roles, DateTimeOffset Created, string CreatedBy);

/// <summary>A user and the link to choose a password with; null when the password was given.</summary>
public sealed record UserLink(string Name, string? Link, DateTimeOffset? Expires)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}

/// <summary>A desktop and the certificate it must show.</summary>
public sealed record DesktopInfo(
    string Name, string Addr, IReadOnlyDictionary<string, string> Labels, string Graphics,
    string? CertificateSha256, string CertificatePinnedBy, DateTimeOffset? CertificatePinned);

/// <summary>A key of the cluster's recordings; the public part in PEM, or as age prints it.</summary>
public sealed record RecordingKeyInfo(string KeyId, string PublicKey, DateTimeOffset Created, DateTimeOffset? Retired);

/// <summary>
/// What a verification of a recording found (docs/FORMAT.md, "Verification"); the stretch it is about in milliseconds; the
/// key whose signature was checked.
/// </summary>
public sealed record RecordingVerdict(string Sid, string Verdict, long FromMs, long ToMs, string Reason, string? KeyId);

internal sealed record RecordingKeyList(IReadOnlyList<RecordingKeyInfo> Items);

internal sealed record UserList(IReadOnlyList<UserInfo> Items);

internal sealed record DesktopList(IReadOnlyList<DesktopInfo> Items);

internal sealed record NewUser(string Name, IReadOnlyList<string> Roles, string? Password, IReadOnlyList<string>? WindowsLogins = null, IReadOnlyList<string>? Logins = null, long? TtlMs = null);

internal sealed record NewPassword(string? Password, long? TtlMs);
