using Hindsight.Server.Access;
using Hindsight.Server.Configuration;
using Hindsight.Server.Http;
using Hindsight.Server.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hindsight.Server.Desktops;

/// <summary>The list of desktops, for people and for administrators.</summary>
internal static class DesktopEndpoints
{
    /// <summary>Adds <c>/desktops</c> to the cluster's group.</summary>
    internal static void MapDesktops(this IEndpointRouteBuilder site) => site.MapGet("/desktops", ListAsync);

    /// <summary>Adds <c>/desktops</c> to the administrator's group.</summary>
    internal static void MapDesktopAdministration(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/desktops", AdministerAsync).Needs("windows_desktop", "list", "read");
        admin.MapPost("/desktops/{name}/trust", ForgetAsync).Needs("windows_desktop", "update");
    }

    private static async Task<Ok<DesktopsAnswer>> ListAsync(DesktopCatalog catalog, DesktopPins pins, AccessPolicy access, HttpContext context)
    {
        var subject = context.SignedIn().Subject;
        var pinned = (await pins.ListAsync(context.RequestAborted)).ToDictionary(p => p.Desktop);
        var recording = access.RecordDesktop(subject);
        return TypedResults.Ok(new DesktopsAnswer([..
            from desktop in catalog.All
            let logins = access.Logins(subject, desktop.Traits)
            where !logins.None
            select new DesktopAnswer(
                desktop.Name, desktop.Address.ToString(), desktop.Traits.Labels, logins.Names, desktop.Graphics.Name(), Certificate(desktop, pinned), new(recording.On, recording.Rule))]));
    }

    private static async Task<Ok<AdminDesktopsAnswer>> AdministerAsync(DesktopCatalog catalog, DesktopPins pins, HttpContext context)
    {
        var pinned = (await pins.ListAsync(context.RequestAborted)).ToDictionary(p => p.Desktop);
        return TypedResults.Ok(new AdminDesktopsAnswer([.. catalog.All.Select(d =>
        {
            var certificate = Certificate(d, pinned);
            var pin = certificate?.PinnedBy == FirstUse ? pinned[d.Name] : null;
            var by = pin is null ? certificate?.PinnedBy ?? "not yet" : $"{FirstUse}, {pin.PinnedBy}";
            return new AdminDesktopAnswer(d.Name, d.Address.ToString(), d.Traits.Labels, d.Graphics.Name(), certificate?.Sha256, by, pin?.Pinned);
        })]));
    }

    private static async Task<IResult> ForgetAsync(string name, DesktopCatalog catalog, DesktopPins pins, HttpContext context)
    {
        // A pin outlives its desktop's entry in the configuration, so it may be forgotten without one.
        if (await pins.ForgetAsync(name, context.Administrator().Name, context.RequestAborted))
            return TypedResults.NoContent();
        return catalog.Find(name) is { } desktop
            ? Problem.Conflict("nothing_pinned", desktop.RequiredSha256 is null && desktop.RequiredAuthorityFile is null
                ? $"No certificate of {name} was trusted yet: the next person who opens it is asked."
                : $"The certificate of {name} is decided by teleport.yaml: change it there and start the server again.")
            : Problem.NotFound("no_such_desktop", $"There is no desktop {name}: tctl desktops ls lists them.");
    }

    private const string FirstUse = "first use";

    private static DesktopCertificateAnswer? Certificate(DesktopEntry desktop, Dictionary<string, DesktopPin> pinned)
    {
        if (desktop.RequiredSha256 is not null || desktop.RequiredAuthorityFile is not null)
            return new(desktop.RequiredSha256, "configuration");
        return pinned.TryGetValue(desktop.Name, out var pin) ? new(pin.Sha256, FirstUse) : null;
    }
}
