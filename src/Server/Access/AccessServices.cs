namespace Hindsight.Server.Access;

/// <summary>Registers access decisions.</summary>
internal static class AccessServices
{
    /// <summary>Adds <see cref="AccessPolicy"/>.</summary>
    internal static IServiceCollection AddAccess(this IServiceCollection services) => services.AddSingleton<AccessPolicy>();
}
