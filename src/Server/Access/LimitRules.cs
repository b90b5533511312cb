using Hindsight.Server.Resources;

namespace Hindsight.Server.Access;

/// <summary>The bounds of somebody's sessions: the strictest of all roles, and of the cluster.</summary>
internal static class LimitRules
{
    /// <summary>Combines them.</summary>
    internal static SessionLimits Of(RoleSet set, AuthPreference preference) => new(
        Shortest(set, r => r.Options.MaxSessionTtl, "max_session_ttl") is var signIn && preference.DefaultSessionTtl is { } usual && !(signIn.Value <= usual)
            ? new(usual, "the cluster's default_session_ttl")
            : signIn,
        Shortest(set, r => r.Options.ClientIdleTimeout, "client_idle_timeout"),
        EndsWithSignIn(set, preference),
        Sessions(set));

    /// <summary>Whether access stops when locks can't be looked up: one strict role decides, else the cluster.</summary>
    internal static Strictness Locking(RoleSet set, AuthPreference preference) =>
        set.Roles.Any(r => r.Options.Lock == Strictness.Strict) ? Strictness.Strict : preference.LockingMode;

    private static Decided<TimeSpan?> Shortest(RoleSet set, Func<Role, TimeSpan?> of, string key)
    {
        var role = set.Roles.Where(r => of(r) is not null).MinBy(of);
        return role is null ? new(null, $"no role sets {key}") : new(of(role), $"the role {role.Name} says {key}: {Configuration.GoDuration.Format(of(role)!.Value)}");
    }

    private static Decided<bool> EndsWithSignIn(RoleSet set, AuthPreference preference)
    {
        if (preference.DisconnectExpiredCert)
            return new(true, "the cluster says disconnect_expired_cert");
        return set.Roles.FirstOrDefault(r => r.Options.DisconnectExpiredCert == true) is { } role
            ? new(true, $"the role {role.Name} says disconnect_expired_cert")
            : new(false, "nothing says disconnect_expired_cert");
    }

    /// <summary>A connection is a session here, so that the lower of the two keys counts.</summary>
    private static Decided<int> Sessions(RoleSet set)
    {
        var limits =
            from role in set.Roles
            from limit in ((string Key, int Value)[])[("max_sessions", role.Options.MaxSessions), ("max_connections", role.Options.MaxConnections)]
            where limit.Value > 0
            orderby limit.Value
            select new Decided<int>(limit.Value, $"the role {role.Name} says {limit.Key}: {limit.Value}");
        return limits.FirstOrDefault() ?? new(0, "no role sets max_sessions");
    }
}
