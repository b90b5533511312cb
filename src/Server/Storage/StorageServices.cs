using Hindsight.Server.Configuration;

namespace Hindsight.Server.Storage;

/// <summary>Registers where recordings lie.</summary>
internal static class StorageServices
{
    /// <summary>Adds the spool and the store, both under the data directory.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton(p => new SpoolDirectory(Path.Combine(p.GetRequiredService<ServerConfiguration>().DataDirectory, "spool")))
        .AddSingleton<IRecordingStore>(p => new DirectoryStore(Path.Combine(p.GetRequiredService<ServerConfiguration>().DataDirectory, "records")));
}
