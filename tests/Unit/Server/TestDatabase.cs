using Hindsight.Server.Access;
using Hindsight.Server.Audit;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;
using Hindsight.Server.Identity;
using Hindsight.Server.Identity.Factors;
using Hindsight.Server.Resources;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hindsight.Unit.Server;

/// <summary>A migrated database in a directory of its own, with an audit log.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private TestDatabase(ServerConfiguration configuration)
    {
        Database = new ClusterDatabase(_directory.File("teleport.db"));
        Audit = new AuditLog(Database, configuration, Clock, NullLogger<AuditLog>.Instance);
        Reader = new AuditReader(Database);
        Factors = new FactorStore(Database, new FactorSecrets(configuration with { DataDirectory = _directory.Path }, NullLogger<FactorSecrets>.Instance), Audit, Clock);
        Resources = new ClusterResources(Clock);
        Store = new ResourceStore(Database, Resources, Audit, Clock, [new PasswordFollower()]);
        Users = new UserStore(Database, Store, Resources, new SignInLinks(Database, Resources, Audit, Clock), Factors, Audit, Clock);
        Policy = new AccessPolicy(Resources);
    }

    internal TestClock Clock { get; } = new();

    internal ClusterDatabase Database { get; }

    internal AuditLog Audit { get; }

    internal AuditReader Reader { get; }

    internal ClusterResources Resources { get; }

    internal ResourceStore Store { get; }

    internal FactorStore Factors { get; }

    internal UserStore Users { get; }

    internal AccessPolicy Policy { get; }

    internal ResourceDesk Desk(ServerConfiguration? configuration = null) => new(Store, Resources, configuration ?? new ServerConfiguration());

    /// <summary>What the start of a server with this configuration does to the resources.</summary>
    internal Task StartAsync(ServerConfiguration? configuration = null) =>
        new ResourceStart(Database, Store, Resources, configuration ?? new ServerConfiguration(), Clock).RunAsync(CancellationToken.None);

    internal static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase(new ServerConfiguration { NodeName = "test-node" });
        await new Migrations(database.Database, database.Clock, NullLogger<Migrations>.Instance).RunAsync(CancellationToken.None);
        return database;
    }

    /// <summary>The names of all events, oldest first.</summary>
    internal async Task<IReadOnlyList<string>> EventsAsync() =>
        await Database.QueryAsync<string>("SELECT event || ' ' || code FROM audit_events ORDER BY time", null, CancellationToken.None);

    public void Dispose()
    {
        Store.Dispose();
        Database.Dispose();
        _directory.Dispose();
    }
}
