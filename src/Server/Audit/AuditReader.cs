using System.Text.Json.Nodes;
using Hindsight.Server.Database;

namespace Hindsight.Server.Audit;

/// <summary>A page of events, newest first.</summary>
/// <param name="Items">The events as they were written.</param>
/// <param name="StartKey">Where the next page begins; null when this is the last.</param>
internal sealed record AuditPage(IReadOnlyList<JsonNode> Items, string? StartKey);

/// <summary>Reads the audit log.</summary>
internal sealed class AuditReader(ClusterDatabase database)
{
    /// <summary>The newest events before <paramref name="to"/> and not before <paramref name="from"/>.</summary>
    internal async Task<AuditPage> ReadAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellation)
    {
        var rows = await database.QueryAsync<(long Time, string Body)>(
            "SELECT time, body FROM audit_events WHERE time >= @from AND time < @to ORDER BY time DESC LIMIT @rows",
            new { from, to, rows = limit + 1 }, cancellation);
        var items = rows.Take(limit).Select(r => JsonNode.Parse(r.Body)!).ToList();
        return new AuditPage(items, rows.Count > limit ? rows[limit - 1].Time.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}
