using Hindsight.Server.Configuration;

namespace Hindsight.Server.Access;

/// <summary>
/// Every decision about who may do what: fetch the subject's roles, keep those that match, combine them, and name the
/// rule. What no rule allows is denied. Nothing outside this folder looks at a role.
/// </summary>
internal sealed class AccessPolicy(ServerConfiguration configuration, IReadOnlyList<Role> known)
{
    private readonly SessionRecordingMode _mode = configuration.Auth.SessionRecording;

    /// <summary>Whether a desktop may be seen in lists.</summary>
    internal AccessDecision CanSee(Subject subject, DesktopTraits desktop) =>
        Matching(subject, desktop).FirstOrDefault() is { } role
            ? new(true, $"allowed by the role {role.Name}")
            : new(false, $"None of your roles ({Names(subject)}) opens desktops: ask an administrator for the role access.");

    /// <summary>Whether a desktop may be opened with this login.</summary>
    internal AccessDecision CanConnect(Subject subject, DesktopTraits desktop, string login)
    {
        var seen = CanSee(subject, desktop);
        if (!seen.Allowed || desktop.Logins.Count == 0 || desktop.Logins.Contains(login, StringComparer.OrdinalIgnoreCase))
            return seen;
        return new(false, $"The desktop {desktop.Name} may be opened as {string.Join(", ", desktop.Logins)} only: choose one of them.");
    }

    /// <summary>Whether a desktop session of this person is recorded.</summary>
    internal RecordDecision RecordDesktop(Subject subject)
    {
        var roles = Roles(subject);
        if (_mode == SessionRecordingMode.Off)
            return new(false, "the cluster's mode is off");
        if (roles.Count == 0)
            return new(false, "no role asks for a recording");
        if (roles.FirstOrDefault(r => r.RecordDesktop) is not { } role)
            return new(false, $"every role ({Names(subject)}) turns recording off");
        return new(true, $"the cluster's mode is {_mode.Name()} and the role {role.Name} leaves recording on");
    }

    /// <summary>Whether text may be copied to and from a desktop. One role that says no decides.</summary>
    internal AccessDecision Clipboard(Subject subject, DesktopTraits desktop)
    {
        var matching = Matching(subject, desktop).ToList();
        if (matching.Count == 0)
            return new(false, "none of your roles opens this desktop");
        return Roles(subject).FirstOrDefault(r => !r.Clipboard) is { } role
            ? new(false, $"the role {role.Name} turns the clipboard off")
            : new(true, "no role turns the clipboard off");
    }

    /// <summary>Which recordings this person may list.</summary>
    internal RecordingsDecision CanListRecordings(Subject subject)
    {
        var role = Roles(subject).MaxBy(r => r.Recordings);
        return role is null || role.Recordings == RecordingsScope.None
            ? new(RecordingsScope.None, $"None of your roles ({Names(subject)}) shows recordings: ask an administrator for the role auditor.")
            : new(role.Recordings, $"allowed by the role {role.Name}");
    }

    /// <summary>Whether this person may look at the recording of a session of <paramref name="owner"/>'s.</summary>
    internal AccessDecision CanPlay(Subject subject, string owner)
    {
        var listed = CanListRecordings(subject);
        var allowed = listed.Scope == RecordingsScope.All || (listed.Scope == RecordingsScope.Own && subject.User == owner);
        return allowed || listed.Scope == RecordingsScope.None
            ? new(allowed, listed.Rule)
            : new(false, "Your roles show the recordings of your own sessions only: ask an administrator for the role auditor.");
    }

    /// <summary>Whether this person may read the audit log.</summary>
    internal AccessDecision CanReadAudit(Subject subject) =>
        Roles(subject).FirstOrDefault(r => r.Audit) is { } role
            ? new(true, $"allowed by the role {role.Name}")
            : new(false, $"None of your roles ({Names(subject)}) shows the audit log: ask an administrator for the role auditor.");

    private IEnumerable<Role> Matching(Subject subject, DesktopTraits desktop)
    {
        ArgumentNullException.ThrowIfNull(desktop);
        return Roles(subject).Where(r => r.Desktops);
    }

    private List<Role> Roles(Subject subject) =>
        subject.Roles.Select(name => known.FirstOrDefault(r => r.Name == name)).OfType<Role>().ToList();

    private static string Names(Subject subject) => subject.Roles.Count == 0 ? "there are none" : string.Join(", ", subject.Roles);
}
