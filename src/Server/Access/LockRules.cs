using Hindsight.Server.Resources;

namespace Hindsight.Server.Access;

/// <summary>Whom and what locks keep out.</summary>
internal static class LockRules
{
    /// <summary>
    /// A lock that keeps the person out, or out of a desktop, or out of it with a login; null when there is none. A
    /// lock counts when all that its target names is the case.
    /// </summary>
    internal static AccessLock? Find(IReadOnlyCollection<AccessLock> locks, Subject subject, string? desktop, string? login) =>
        locks.FirstOrDefault(l =>
            l.Node is null
            && (l.User is null || l.User == subject.User)
            && (l.Role is null || subject.Roles.Contains(l.Role))
            && (l.Desktop is null || l.Desktop == desktop)
            && (l.Login is null || (login is not null && l.Login.Equals(login, StringComparison.OrdinalIgnoreCase))));

    /// <summary>What the person is told.</summary>
    internal static string Sentence(AccessLock locked) =>
        locked.Message is { Length: > 0 } message
            ? $"Locked by an administrator: {message}"
            : $"An administrator has locked the {locked.Target}: ask them to take the lock away.";
}
