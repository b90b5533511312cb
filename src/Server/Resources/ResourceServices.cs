using Hindsight.Server.Http;

namespace Hindsight.Server.Resources;

/// <summary>Registers resources.</summary>
internal static class ResourceServices
{
    /// <summary>Adds the store, what is in memory of it, and its rules.</summary>
    internal static IServiceCollection AddResources(this IServiceCollection services) =>
        services.AddSingleton<ClusterResources>()
            .AddSingleton<ResourceStore>()
            .AddSingleton<ResourceStart>()
            .AddSingleton<ResourceDesk>()
            .AddJson(ResourceJson.Default);
}
