using Hindsight.Server.Resources;

namespace Hindsight.Server.Access;

/// <summary>Who may open which desktop, and as whom: keeps the roles that match and combines them. Deny wins.</summary>
internal static class DesktopRules
{
    private const string AnyLogin = "*";

    /// <summary>The logins somebody may use on a desktop. Names are compared as Windows does, without regard to case.</summary>
    internal static LoginsDecision Logins(RoleSet set, DesktopTraits desktop, IReadOnlyCollection<AccessLock> locks)
    {
        if (Refusal(set, desktop, locks) is { } refusal)
            return new(false, [], refusal);
        var names = Allowed(set, desktop);
        var denied = Denied(set);
        var any = names.Contains(AnyLogin) && desktop.Logins.Count == 0;
        var candidates = names.Contains(AnyLogin) ? desktop.Logins : desktop.Logins.Count == 0 ? names : names.Intersect(desktop.Logins, StringComparer.OrdinalIgnoreCase);
        var left = candidates.Where(n => n != AnyLogin && !denied.ContainsKey(n) && LoginLock(set, desktop, n, locks) is null).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return any || left.Count > 0
            ? new(any, any ? [] : left, $"allowed by {RolesWord(Matching(set, desktop))}")
            : new(false, [], $"None of your roles ({set.Subject.RoleNames}) has a login on the desktop {desktop.Name}: ask an administrator for windows_logins in your user, or for a role with windows_desktop_logins.");
    }

    /// <summary>Whether somebody may open a desktop as <paramref name="login"/>.</summary>
    internal static AccessDecision Connect(RoleSet set, DesktopTraits desktop, string login, IReadOnlyCollection<AccessLock> locks)
    {
        var logins = Logins(set, desktop, locks);
        if (logins.None)
            return new(false, logins.Rule);
        if (LoginLock(set, desktop, login, locks) is { } locked)
            return new(false, LockRules.Sentence(locked));
        if (Denied(set).TryGetValue(login, out var denying))
            return new(false, $"The role {denying} forbids the login {login}: choose another.");
        if (logins.Any || logins.Names.Contains(login, StringComparer.OrdinalIgnoreCase))
            return new(true, $"allowed by the role {Deciding(set, desktop, login)}");
        return new(false, $"The desktop {desktop.Name} may be opened as {string.Join(", ", logins.Names)} only: choose one of them.");
    }

    /// <summary>Whether text may be copied to and from a desktop. One role that says no decides.</summary>
    internal static AccessDecision Clipboard(RoleSet set) =>
        set.Roles.FirstOrDefault(r => r.Options.DesktopClipboard == false) is { } role
            ? new(false, $"the role {role.Name} turns the clipboard off")
            : new(true, "no role turns the clipboard off");

    /// <summary>The roles that allow a desktop by its labels.</summary>
    private static IEnumerable<Role> Matching(RoleSet set, DesktopTraits desktop) => set.Roles.Where(r => r.Allow.DesktopLabels?.Match(desktop.Labels) == true);

    private static string? Refusal(RoleSet set, DesktopTraits desktop, IReadOnlyCollection<AccessLock> locks)
    {
        if (LockRules.Find(locks, set.Subject, desktop.Name, null) is { } locked)
            return LockRules.Sentence(locked);
        if (set.Roles.FirstOrDefault(r => r.Deny.DesktopLabels?.Match(desktop.Labels) == true) is { } denying)
            return $"The role {denying.Name} forbids the desktop {desktop.Name}: ask an administrator.";
        if (Denied(set).TryGetValue(AnyLogin, out var all))
            return $"The role {all} forbids every login on desktops: ask an administrator.";
        return Matching(set, desktop).Any()
            ? null
            : $"None of your roles ({set.Subject.RoleNames}) opens the desktop {desktop.Name}: ask an administrator for one that does, such as the role access.";
    }

    private static HashSet<string> Allowed(RoleSet set, DesktopTraits desktop) =>
        set.Expand(Matching(set, desktop).SelectMany(r => r.Allow.DesktopLogins)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Denied(RoleSet set)
    {
        var denied = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var role in set.Roles)
        {
            foreach (var login in set.Expand(role.Deny.DesktopLogins))
                denied.TryAdd(login, role.Name);
        }

        return denied;
    }

    private static AccessLock? LoginLock(RoleSet set, DesktopTraits desktop, string login, IReadOnlyCollection<AccessLock> locks) =>
        LockRules.Find(locks, set.Subject, desktop.Name, login);

    private static string Deciding(RoleSet set, DesktopTraits desktop, string login) =>
        Matching(set, desktop).First(r => set.Expand(r.Allow.DesktopLogins).Any(l => l == AnyLogin || l.Equals(login, StringComparison.OrdinalIgnoreCase))).Name;

    private static string RolesWord(IEnumerable<Role> roles)
    {
        var names = roles.Select(r => r.Name).ToList();
        return names.Count == 1 ? $"the role {names[0]}" : $"the roles {string.Join(", ", names)}";
    }
}
