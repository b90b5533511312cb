using Hindsight.Server.Access;
using Hindsight.Server.Http;
using Hindsight.Server.Identity;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Web;

/// <summary>Marks the endpoints of administration that are reached over the network.</summary>
internal sealed class RemoteAdministrationMetadata
{
    internal static readonly RemoteAdministrationMetadata Instance = new();
}

/// <summary>
/// Lets signed-in people administer as far as their roles allow: each endpoint says what it needs, and one that says
/// nothing is for the local socket alone.
/// </summary>
internal sealed class RemoteAdministration(RequestDelegate next, AccessPolicy access, AccessDenials denials, ResourceDesk desk)
{
    /// <summary>Passes the request on with its <see cref="Administrator"/>, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<RemoteAdministrationMetadata>() is null)
        {
            await next(context);
            return;
        }

        var person = context.SignedIn();
        var needs = metadata.GetOrderedMetadata<AdminNeeds>();
        var refusal = needs.Count == 0
            ? Problem.Forbidden("local_only", "This is done on the server's host only: run tctl there.")
            : await RefusalAsync(needs, person, context);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        context.Features.Set(new Administrator(person.Subject.User, person.Address));
        await next(context);
    }

    private async Task<Problem?> RefusalAsync(IEnumerable<AdminNeeds> needs, SignedIn person, HttpContext context)
    {
        var name = context.Request.RouteValues["name"] as string;
        foreach (var need in needs)
        {
            if (need.Kind is not { } kind)
                continue;
            var resource = name is not null && ResourceKind.Find(kind) is { } found ? desk.Find(found, name)?.Resource : null;
            var decisions = need.Verbs.Select(verb => need.OnSome ? access.CanDoWithSome(person.Subject, kind, verb) : access.CanDo(person.Subject, kind, verb, resource)).ToList();
            if (!decisions.Any(d => d.Allowed))
                return await denials.RefuseAsync(person, $"{need.Verbs[0]} {kind}{(name is null ? "" : $"/{name}")}", decisions[0], context.RequestAborted);
        }

        return null;
    }
}
