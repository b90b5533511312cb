using Hindsight.Server.Resources;
using Hindsight.Server.Resources.Predicates;

namespace Hindsight.Server.Access;

/// <summary>
/// Every decision about who may do what, as the resources are now: fetch the subject's roles, keep those that match,
/// combine them, and name the rule. What no rule allows is denied. Nothing outside this folder looks at a role.
/// </summary>
internal sealed class AccessPolicy(ClusterResources resources)
{
    /// <summary>Completes at the next change of anything a decision depends on. Take it before deciding.</summary>
    internal Task Changed => resources.Changed;

    /// <summary>The user of that name as they are now, or null when there is none any more.</summary>
    internal Subject? FindSubject(string user) =>
        resources.User(user) is { } found ? new Subject(found.Name, found.Roles) { Traits = found.Traits } : null;

    /// <summary>The lock that keeps somebody out of everything, as a sentence; null when there is none.</summary>
    internal string? Lock(Subject subject) =>
        LockRules.Find(Locks, subject, null, null) is { } locked ? LockRules.Sentence(locked) : null;

    /// <summary>The logins somebody may use on a desktop.</summary>
    internal LoginsDecision Logins(Subject subject, DesktopTraits desktop) => DesktopRules.Logins(Fetch(subject), desktop, Locks);

    /// <summary>Whether a desktop may be seen in lists: exactly if it may be opened with some login.</summary>
    internal AccessDecision CanSee(Subject subject, DesktopTraits desktop)
    {
        var logins = Logins(subject, desktop);
        return new(!logins.None, logins.Rule);
    }

    /// <summary>Whether a desktop may be opened with this login.</summary>
    internal AccessDecision CanConnect(Subject subject, DesktopTraits desktop, string login) => DesktopRules.Connect(Fetch(subject), desktop, login, Locks);

    /// <summary>Whether a desktop session of this person is recorded.</summary>
    internal RecordDecision RecordDesktop(Subject subject) => RecordingRules.Desktop(Fetch(subject), resources.Recording);

    /// <summary>Whether text may be copied to and from a desktop. One role that says no decides.</summary>
    internal AccessDecision Clipboard(Subject subject, DesktopTraits desktop) =>
        CanSee(subject, desktop) is { Allowed: false } hidden ? hidden : DesktopRules.Clipboard(Fetch(subject));

    /// <summary>The bounds of this person's sessions.</summary>
    internal SessionLimits Limits(Subject subject) => LimitRules.Of(Fetch(subject), resources.Authentication);

    /// <summary>Which recordings this person may list.</summary>
    internal RecordingsDecision CanListRecordings(Subject subject) => Recordings(subject, "list");

    /// <summary>Whether this person may look at the recording of a session.</summary>
    internal AccessDecision CanPlay(Subject subject, SessionFacts session)
    {
        var decision = Recordings(subject, "read");
        if (decision.None)
            return new(false, decision.Rule);
        return decision.Filter.Holds(session.Read)
            ? new(true, decision.Rule)
            : new(false, "Your roles show other recordings only, such as those of your own sessions: ask an administrator for the role auditor.");
    }

    /// <summary>Whether this person may read the audit log.</summary>
    internal AccessDecision CanReadAudit(Subject subject) => CanDo(subject, "event", "list", null);

    /// <summary>Whether this person may do something with a resource, or with any of its kind when it is null.</summary>
    internal AccessDecision CanDo(Subject subject, string kind, string verb, Resource? resource) =>
        Decide(subject, kind, verb, allowed => ResourceRules.Holds(allowed, resource));

    /// <summary>Whether this person may do something with some resources of a kind: those for which a condition holds.</summary>
    internal AccessDecision CanDoWithSome(Subject subject, string kind, string verb) =>
        Decide(subject, kind, verb, allowed => allowed is not Expression.Constant { Value: false });

    private AccessDecision Decide(Subject subject, string kind, string verb, Func<Expression, bool> holds)
    {
        var (allowed, roles) = ResourceRules.Filter(Fetch(subject), kind, verb);
        return holds(allowed)
            ? new(true, $"allowed by {(roles.Count == 1 ? "the role" : "the roles")} {string.Join(", ", roles)}")
            : new(false, $"None of your roles ({subject.RoleNames}) lets you {verb} {KindWord(kind)}: ask an administrator.");
    }

    private RecordingsDecision Recordings(Subject subject, string verb)
    {
        var (filter, roles) = ResourceRules.Filter(Fetch(subject), "session", verb);
        return filter is Expression.Constant { Value: false }
            ? new(filter, $"None of your roles ({subject.RoleNames}) shows recordings: ask an administrator for the role auditor.")
            : new(filter, $"allowed by {(roles.Count == 1 ? "the role" : "the roles")} {string.Join(", ", roles)}");
    }

    private RoleSet Fetch(Subject subject) => RoleSet.Fetch(subject, resources.Role);

    private List<AccessLock> Locks => [.. resources.Locks];

    private static string KindWord(string kind) => kind == "event" ? "the audit log" : $"resources of the kind {kind}";
}
