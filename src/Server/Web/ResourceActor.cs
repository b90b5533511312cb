using Hindsight.Server.Access;
using Hindsight.Server.Http;
using Hindsight.Server.Identity;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Web;

/// <summary>Who works on resources: an administrator at the local socket, who may do everything, or a signed-in person with their roles.</summary>
internal sealed class ResourceActor
{
    private readonly SignedIn? _person;
    private readonly AccessPolicy _access;
    private readonly AccessDenials _denials;

    private ResourceActor(SignedIn? person, string name, AccessPolicy access, AccessDenials denials) => (_person, Name, _access, _denials) = (person, name, access, denials);

    /// <summary>The name for events.</summary>
    internal string Name { get; }

    /// <summary>Who sent a request.</summary>
    internal static ResourceActor Of(HttpContext context)
    {
        var services = context.RequestServices;
        var local = context.Features.Get<AdminConnection>();
        var person = local is null ? context.SignedIn() : null;
        return new ResourceActor(person, local?.Name ?? person!.Subject.User, services.GetRequiredService<AccessPolicy>(), services.GetRequiredService<AccessDenials>());
    }

    /// <summary>Whether one of the actions on a resource is allowed.</summary>
    internal bool May(ResourceKind kind, Resource? resource, params string[] verbs) => Denial(kind, resource, verbs) is null;

    /// <summary>The answer when none of the actions on a resource is allowed; null when one is.</summary>
    internal async Task<Problem?> RefuseAsync(ResourceKind kind, Resource? resource, CancellationToken cancellation, params string[] verbs) =>
        Denial(kind, resource, verbs) is { } denied ? await _denials.RefuseAsync(_person!, $"{verbs[0]} {kind.Name}{(resource is null ? "" : $"/{resource.Name}")}", denied, cancellation) : null;

    private AccessDecision? Denial(ResourceKind kind, Resource? resource, string[] verbs)
    {
        if (_person is null)
            return null;
        // Roles of older clusters speak of cluster_config.
        string[] kinds = kind.Singleton is null ? [kind.Name] : [kind.Name, "cluster_config"];
        AccessDecision? denied = null;
        foreach (var name in kinds)
        {
            foreach (var verb in verbs)
            {
                var decision = _access.CanDo(_person.Subject, name, verb, resource);
                if (decision.Allowed)
                    return null;
                denied ??= decision;
            }
        }

        return denied;
    }
}
