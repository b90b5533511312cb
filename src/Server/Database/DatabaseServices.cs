using Hindsight.Server.Configuration;

namespace Hindsight.Server.Database;

/// <summary>Registers the database.</summary>
internal static class DatabaseServices
{
    /// <summary>Adds <see cref="ClusterDatabase"/> and its migrations, which the host runs before anything else.</summary>
    internal static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(p =>
        {
            var configuration = p.GetRequiredService<ServerConfiguration>();
            return new ClusterDatabase(configuration.DatabasePath ?? Path.Combine(configuration.DataDirectory, "teleport.db"));
        });
        return services.AddSingleton<Migrations>();
    }
}
