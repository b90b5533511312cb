using System.Data.Common;
using System.Text.Json.Nodes;
using Dapper;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;
using Hindsight.Server.Http;

namespace Hindsight.Server.Audit;

/// <summary>
/// The audit log: events are only ever added. An event that can't be written throws, and the caller must then not do
/// what the event would have said.
/// </summary>
internal sealed partial class AuditLog(ClusterDatabase database, ServerConfiguration configuration, TimeProvider time, ILogger<AuditLog> logger)
{
    private const string Insert = "INSERT INTO audit_events (uid, time, event, code, user_name, sid, body) VALUES (@Uid, @Time, @Event, @Code, @User, @Sid, @Body)";

    private readonly AuditSinks _sinks = new(configuration.AuditPlaces);
    private long _last;

    /// <summary>Writes an event.</summary>
    internal async Task WriteAsync(AuditEvent entry, CancellationToken cancellation)
    {
        var row = Complete(entry);
        await database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new CommandDefinition(Insert, row, transaction, cancellationToken: cancellation));
            _sinks.Write(row.Body);
            return 0;
        }, cancellation);
        LogEvent(row.Body);
    }

    /// <summary>Writes an event in a transaction of the caller's, so that it and what it says happen together.</summary>
    internal async Task WriteAsync(AuditEvent entry, DbConnection connection, DbTransaction transaction)
    {
        var row = Complete(entry);
        await connection.ExecuteAsync(Insert, row, transaction);
        _sinks.Write(row.Body);
        LogEvent(row.Body);
    }

    private Row Complete(AuditEvent entry)
    {
        var now = NextTime();
        var body = new JsonObject
        {
            ["event"] = entry.Kind.Name,
            ["code"] = entry.Kind.Code,
            ["time"] = Rfc3339.Format(now),
            ["uid"] = Guid.NewGuid().ToString(),
            ["cluster_name"] = configuration.ClusterName,
            ["ei"] = 0,
        };
        if (entry.User is { } user)
            body["user"] = user;
        if (entry.SessionId is { } sid)
            body["sid"] = sid;
        foreach (var (name, value) in entry.Fields)
            body[name] = value?.DeepClone();
        return new Row((string)body["uid"]!, now, entry.Kind.Name, entry.Kind.Code, entry.User, entry.SessionId, body.ToJsonString());
    }

    /// <summary>No two events have the same time, so that time alone is their order and a page's place.</summary>
    private DateTimeOffset NextTime()
    {
        var now = ColumnTypes.ToMicroseconds(time.GetUtcNow());
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return ColumnTypes.FromMicroseconds(next);
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "Audit {Event}")]
    private partial void LogEvent(string @event);

    private sealed record Row(string Uid, DateTimeOffset Time, string Event, string Code, string? User, string? Sid, string Body);
}
