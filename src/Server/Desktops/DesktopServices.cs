using Hindsight.Server.Http;

namespace Hindsight.Server.Desktops;

/// <summary>Registers the desktops.</summary>
internal static class DesktopServices
{
    /// <summary>Adds the catalog, the certificates and what is known of the worker.</summary>
    internal static IServiceCollection AddDesktops(this IServiceCollection services) =>
        services.AddSingleton<DesktopCatalog>().AddSingleton<DesktopPins>().AddSingleton<DesktopAccess>().AddHostedService<WorkerCheck>().AddJson(DesktopJson.Default);
}
