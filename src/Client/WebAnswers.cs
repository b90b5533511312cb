namespace Hindsight.Client;

/// <summary>What everybody may know about a server.</summary>
public sealed record PingInfo(string ClusterName, string Version, bool DesktopAccess, string? DesktopAccessProblem);

/// <summary>A signed-in person.</summary>
public sealed record SignedInInfo(string User, IReadOnlyList<string> Roles, string CsrfToken, DateTimeOffset Expires, string ClusterName, string Version);

/// <summary>A desktop that may be opened.</summary>
public sealed record OfferedDesktop(
    string Name, string Addr, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Logins, string Graphics,
    OfferedCertificate? Certificate, OfferedRecording Recording);

/// <summary>The certificate a desktop must show.</summary>
public sealed record OfferedCertificate(string? Sha256, string PinnedBy);

/// <summary>Whether a session would be recorded, and by which rule.</summary>
public sealed record OfferedRecording(bool On, string Rule);

internal sealed record OfferedDesktopList(IReadOnlyList<OfferedDesktop> Items);

internal sealed record SignInBody(string User, string Password)
{
    public override string ToString() => $"sign-in of {User}";
}
