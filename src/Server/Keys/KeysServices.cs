using Hindsight.Server.Http;

namespace Hindsight.Server.Keys;

/// <summary>Registers the cluster's keys.</summary>
internal static class KeysServices
{
    /// <summary>Adds the keys; they are loaded once the database is migrated.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddJson(RecordingKeysJson.Default)
        .AddSingleton<KeyTable>()
        .AddSingleton<RecordingKeys>();
}
