using System.Text.Json;
using System.Text.Json.Nodes;
using Hindsight.Server.Resources;
using Hindsight.Server.Resources.Predicates;

namespace Hindsight.Server.Access;

/// <summary>What <c>rules</c> of roles say about actions on resources.</summary>
internal static class ResourceRules
{
    /// <summary>
    /// The condition under which an action on a kind is allowed, with what is known of the person in place, and the
    /// roles that say so. A deny rule takes away what it covers.
    /// </summary>
    internal static (Expression Allowed, IReadOnlyList<string> Roles) Filter(RoleSet set, string kind, string verb)
    {
        var (allow, deny) = (Expression.Never, Expression.Never);
        var roles = new List<string>();
        foreach (var role in set.Roles)
        {
            deny = Conditions(role.Deny, kind, verb, set.Subject).Aggregate(deny, (all, one) => all.Either(one));
            var allowed = Conditions(role.Allow, kind, verb, set.Subject).Aggregate(Expression.Never, (all, one) => all.Either(one));
            if (allowed is Expression.Constant { Value: false })
                continue;
            roles.Add(role.Name);
            allow = allow.Either(allowed);
        }

        return (allow.Both(deny.Opposite()), roles);
    }

    /// <summary>Whether an action on a resource is allowed.</summary>
    internal static bool Holds(Expression allowed, Resource? resource) =>
        allowed.Holds(path => resource is null ? null : Read(resource, path));

    private static IEnumerable<Expression> Conditions(RoleConditions conditions, string kind, string verb, Subject subject) =>
        conditions.Rules.Where(r => r.Covers(kind, verb)).Select(r => r.Where.Bind(path => OfUser(subject, path)));

    private static Operand? OfUser(Subject subject, IReadOnlyList<string> path) => path switch
    {
        ["user", "metadata", "name"] => new Operand.Known([subject.User]),
        ["user", "spec", "roles"] => new Operand.Known(subject.Roles),
        ["user", "spec", "traits", var trait] when subject.Traits.TryGetValue(trait, out var values) => new Operand.Known(values),
        ["user", ..] => new Operand.Nothing(),
        _ => null,
    };

    private static IReadOnlyList<string>? Read(Resource resource, IReadOnlyList<string> path)
    {
        if (path is not ["resource", ..])
            return null;
        JsonNode? node = ResourceText.Write(resource, null);
        foreach (var part in path.Skip(1))
            node = (node as JsonObject)?[part];
        return node switch
        {
            JsonArray list => [.. list.Where(i => i?.GetValueKind() == JsonValueKind.String).Select(i => i!.GetValue<string>())],
            JsonValue value => [value.ToString()],
            _ => null,
        };
    }
}
