using Dapper;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;

namespace Hindsight.Server.Resources;

/// <summary>What happens to resources when the server starts: presets are made once, and the configuration takes precedence.</summary>
internal sealed class ResourceStart(ClusterDatabase database, ResourceStore store, ClusterResources resources, ServerConfiguration configuration, TimeProvider time)
{
    private const string By = "teleport";

    /// <summary>Loads all resources and sets right what the configuration decides.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        await store.LoadAsync(cancellation);
        foreach (var preset in Presets.All)
            await MakeOnceAsync(preset, cancellation);
        await SettleAsync(RecordingConfig.OfFile(configuration.Auth), RecordingConfig.Default, cancellation);
        await SettleAsync(AuthPreference.OfFile(configuration.Auth), AuthPreference.Default, cancellation);
    }

    /// <summary>
    /// What is to be stored of a singleton, and its origin; null when the stored one stays. The configuration replaces
    /// everything; without it only what somebody set while the server ran stays.
    /// </summary>
    internal static (Resource Resource, ResourceOrigin Origin)? Decide(Resource? fromFile, ResourceOrigin? stored, Resource usual) => (fromFile, stored) switch
    {
        ({ } file, _) => (file, ResourceOrigin.ConfigFile),
        (null, ResourceOrigin.Dynamic) => null,
        _ => (usual, ResourceOrigin.Defaults),
    };

    private async Task SettleAsync(Resource? fromFile, Resource usual, CancellationToken cancellation)
    {
        var stored = resources.FindStored(usual.Kind, usual.Name);
        if (Decide(fromFile, stored?.Origin, usual) is not var (resource, origin))
            return;
        if (stored is null || stored.Origin != origin || stored.Resource.WriteSpec().ToJsonString() != resource.WriteSpec().ToJsonString())
            await store.WriteAsync(resource, origin, WriteWhen.Always, null, By, cancellation);
    }

    private async Task MakeOnceAsync(Role preset, CancellationToken cancellation)
    {
        var made = await database.QueryFirstOrDefaultAsync<long>("SELECT COUNT(*) FROM made_presets WHERE kind = 'role' AND name = @Name", new { preset.Name }, cancellation);
        if (made > 0)
            return;
        await store.WriteAsync(preset, ResourceOrigin.Dynamic, WriteWhen.Always, null, By, cancellation, (connection, transaction) =>
            connection.ExecuteAsync("INSERT INTO made_presets (kind, name, made) VALUES ('role', @Name, @now)", new { preset.Name, now = time.GetUtcNow() }, transaction));
    }
}
