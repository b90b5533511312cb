using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Server.Database;
using Hindsight.Server.Http;

namespace Hindsight.Server.Audit;

/// <summary>A page of events, newest first.</summary>
/// <param name="Items">The events as they were written.</param>
/// <param name="StartKey">Where the next page begins; null when this is the last.</param>
internal sealed record AuditPage(IReadOnlyList<JsonNode> Items, string? StartKey);

/// <summary>Reads the audit log.</summary>
internal sealed class AuditReader(ClusterDatabase database)
{
    /// <summary>The newest events before <paramref name="to"/> and not before <paramref name="from"/>.</summary>
    internal async Task<AuditPage> ReadAsync(DateTimeOffset from, DateTimeOffset to, int limit, AuditFilter filter, CancellationToken cancellation)
    {
        var where = new StringBuilder("time >= @from AND time < @to");
        if (filter.User is not null)
            where.Append(" AND user_name = @user");
        if (filter.Event is not null)
            where.Append(" AND (event = @kind OR code = @kind)");
        if (filter.Session is not null)
            where.Append(" AND sid = @session");
        var rows = await database.QueryAsync<(long Time, string Body)>(
            $"SELECT time, body FROM audit_events WHERE {where} ORDER BY time DESC LIMIT @rows",
            new { from, to, user = filter.User, kind = filter.Event, session = filter.Session, rows = limit + 1 }, cancellation);
        var items = rows.Take(limit).Select(r => JsonNode.Parse(r.Body)!).ToList();
        return new AuditPage(items, rows.Count > limit ? rows[limit - 1].Time.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The page that a request's query asks for; a problem says what is wrong with the query.</summary>
    internal async Task<(AuditPage? Page, Problem? Problem)> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        if (PageQuery.TryRead(query, out var page) is { } problem)
            return (null, problem);
        if (query["startKey"].ToString() is { Length: > 0 } key)
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var before) || before > ColumnTypes.ToMicroseconds(DateTimeOffset.MaxValue))
                return (null, Problem.BadRequest("bad_start_key", "startKey is not one this server gave out: begin at the first page."));
            page = page with { To = ColumnTypes.FromMicroseconds(before) };
        }

        return (await ReadAsync(page.From, page.To, page.Limit, AuditFilter.Read(query), cancellation), null);
    }
}
