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

/// <summary>A sign-in after a right password: the session, or the step that must follow.</summary>
public sealed record SignInProgress(
    string? User, IReadOnlyList<string>? Roles, string? CsrfToken, DateTimeOffset? Expires, string? ClusterName, string? Version,
    string? Step, string? Attempt, bool Otp, bool Passkey)
{
    /// <summary>Whether a second factor must be shown.</summary>
    public bool NeedsFactor => Step == "factor";

    /// <summary>Whether a second factor must be added first.</summary>
    public bool NeedsAdding => Step == "add";

    /// <summary>The session, or null while a step is missing.</summary>
    internal SignedInInfo? Session => Step is null && User is not null && Roles is not null && CsrfToken is not null && Expires is not null
        ? new SignedInInfo(User, Roles, CsrfToken, Expires.Value, ClusterName ?? "", Version ?? "")
        : null;

    /// <summary>The step alone.</summary>
    public override string ToString() => Step ?? "signed in";
}

internal sealed record SignInCodeBody(string Attempt, string Code)
{
    public override string ToString() => "code";
}

internal sealed record SignInBody(string User, string Password)
{
    public override string ToString() => $"sign-in of {User}";
}
