using Hindsight.Server.Resources;

namespace Hindsight.Server.Access;

/// <summary>The first step of every decision: somebody's roles, as they are now. A name without a role gives nothing.</summary>
internal sealed class RoleSet
{
    private RoleSet(Subject subject, IReadOnlyList<Role> roles) => (Subject, Roles) = (subject, roles);

    /// <summary>Whose they are.</summary>
    internal Subject Subject { get; }

    /// <summary>The roles.</summary>
    internal IReadOnlyList<Role> Roles { get; }

    /// <summary>Fetches them.</summary>
    internal static RoleSet Fetch(Subject subject, Func<string, Role?> find) =>
        new(subject, [.. subject.Roles.Distinct().Select(find).OfType<Role>()]);

    /// <summary>Logins with the person's traits in place of templates.</summary>
    internal IEnumerable<string> Expand(IEnumerable<string> logins) => logins.SelectMany(l => TraitTemplate.Expand(l, Subject.Traits));
}
