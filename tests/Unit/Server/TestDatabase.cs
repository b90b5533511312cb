using Hindsight.Server.Audit;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;
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
    }

    internal TestClock Clock { get; } = new();

    internal ClusterDatabase Database { get; }

    internal AuditLog Audit { get; }

    internal AuditReader Reader { get; }

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
        Database.Dispose();
        _directory.Dispose();
    }
}
