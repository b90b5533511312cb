using System.Data.Common;
using Dapper;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;

namespace Hindsight.Server.Resources;

/// <summary>When a write may happen.</summary>
internal enum WriteWhen
{
    /// <summary>There is no such resource.</summary>
    Missing,

    /// <summary>Always.</summary>
    Always,

    /// <summary>It is there, with the revision the writer knows.</summary>
    Unchanged,
}

/// <summary>How a write went.</summary>
internal enum WriteResult
{
    /// <summary>It is there, and was not before.</summary>
    Created,

    /// <summary>It is there in place of another.</summary>
    Updated,

    /// <summary>Nothing was written: there is one already.</summary>
    Exists,

    /// <summary>Nothing was written: there is none any more.</summary>
    Gone,

    /// <summary>Nothing was written: somebody else wrote meanwhile.</summary>
    Changed,
}

/// <summary>Does its part when a resource is deleted, in the same transaction.</summary>
internal interface IResourceFollower
{
    /// <summary>The resource is about to be gone.</summary>
    Task DeletingAsync(Resource resource, DbConnection connection, DbTransaction transaction);
}

/// <summary>
/// The table of resources. Each change, its audit event and whatever belongs to it are written together; then
/// <see cref="ClusterResources"/> has it too, in the order of the writes.
/// </summary>
internal sealed class ResourceStore(ClusterDatabase database, ClusterResources resources, AuditLog audit, TimeProvider time, IEnumerable<IResourceFollower> followers) : IDisposable
{
    private const string Columns = "kind AS Kind, name AS Name, revision AS Revision, origin AS Origin, body AS Body, created AS Created, created_by AS CreatedBy, updated AS Updated, updated_by AS UpdatedBy";

    private const string Upsert =
        """
        INSERT INTO resources (kind, name, revision, origin, body, created, created_by, updated, updated_by)
        VALUES (@Kind, @Name, @Revision, @Origin, @Body, @Created, @CreatedBy, @Updated, @UpdatedBy)
        ON CONFLICT (kind, name) DO UPDATE SET revision = excluded.revision, origin = excluded.origin, body = excluded.body, updated = excluded.updated, updated_by = excluded.updated_by
        """;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Reads everything; once, before anything is decided.</summary>
    internal async Task LoadAsync(CancellationToken cancellation) =>
        resources.Put([.. (await database.QueryAsync<Row>($"SELECT {Columns} FROM resources", null, cancellation)).Select(r => r.ToStored())]);

    /// <summary>Writes a resource if <paramref name="when"/> allows; <paramref name="also"/> is written with it.</summary>
    internal async Task<(WriteResult Result, StoredResource? Stored)> WriteAsync(
        Resource resource, ResourceOrigin origin, WriteWhen when, string? revision, string by, CancellationToken cancellation, Func<DbConnection, DbTransaction, Task>? also = null)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var (result, stored) = await database.TransactAsync(async (connection, transaction) =>
            {
                var before = await FindAsync(resource.Kind, resource.Name, connection, transaction);
                if (Refusal(before, when, revision) is { } refused)
                    return (refused, before);
                var now = time.GetUtcNow();
                var after = new StoredResource(resource, origin, Guid.NewGuid().ToString(), before?.Created ?? now, before?.CreatedBy ?? by, now, by);
                await connection.ExecuteAsync(Upsert, Row.Of(after), transaction);
                if (also is not null)
                    await also(connection, transaction);
                await audit.WriteAsync(ResourceEvents.Written(after, before, by), connection, transaction);
                return (before is null ? WriteResult.Created : WriteResult.Updated, after);
            }, cancellation);
            if (result is WriteResult.Created or WriteResult.Updated)
                resources.Put([stored!]);
            return (result, stored);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Deletes a resource; false when there is none.</summary>
    internal async Task<bool> RemoveAsync(ResourceKind kind, string name, string by, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var removed = await database.TransactAsync(async (connection, transaction) =>
            {
                if (await FindAsync(kind, name, connection, transaction) is not { } before)
                    return false;
                foreach (var follower in followers)
                    await follower.DeletingAsync(before.Resource, connection, transaction);
                await connection.ExecuteAsync("DELETE FROM resources WHERE kind = @kind AND name = @name", new { kind = kind.Name, name }, transaction);
                await audit.WriteAsync(ResourceEvents.Deleted(before, by), connection, transaction);
                return true;
            }, cancellation);
            if (removed)
                resources.Remove(kind, name);
            return removed;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static WriteResult? Refusal(StoredResource? before, WriteWhen when, string? revision) => when switch
    {
        WriteWhen.Missing => before is null ? null : WriteResult.Exists,
        WriteWhen.Unchanged when before is null => WriteResult.Gone,
        WriteWhen.Unchanged when before.Revision != revision => WriteResult.Changed,
        _ => null,
    };

    private static async Task<StoredResource?> FindAsync(ResourceKind kind, string name, DbConnection connection, DbTransaction transaction) =>
        (await connection.QueryFirstOrDefaultAsync<Row>($"SELECT {Columns} FROM resources WHERE kind = @kind AND name = @name", new { kind = kind.Name, name }, transaction))?.ToStored();

    private sealed record Row(string Kind, string Name, string Revision, string Origin, string Body, DateTimeOffset Created, string CreatedBy, DateTimeOffset Updated, string UpdatedBy)
    {
        internal static Row Of(StoredResource stored) => new(
            stored.Resource.Kind.Name, stored.Resource.Name, stored.Revision, stored.Origin.Name(),
            ResourceText.Write(stored.Resource, null).ToJsonString(ResourceJson.Relaxed), stored.Created, stored.CreatedBy, stored.Updated, stored.UpdatedBy);

        internal StoredResource ToStored() => ResourceText.Read(Body) is ({ Count: 1 } read, _)
            ? new StoredResource(read[0].Resource, ResourceOrigins.Parse(Origin), Revision, Created, CreatedBy, Updated, UpdatedBy)
            : throw new DatabaseException($"the database has the {Kind} {Name}, which this teleport does not understand: {string.Join("; ", ResourceText.Read(Body).Problems.Select(p => p.Message))}");
    }
}
