using System.Text;
using Dapper;
using Hindsight.Server.Database;
using Hindsight.Server.Resources.Predicates;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>Reads the ledger. Lists come from the database alone; no file, directory or bucket is touched.</summary>
internal sealed class RecordingCatalog(ClusterDatabase database)
{
    /// <summary>A page of the recordings that meet <paramref name="allowed"/>, newest first, and where it ended when there are more.</summary>
    public async Task<(IReadOnlyList<LedgerEntry> Items, RecordingCursor? Next)> ListAsync(RecordingQuery query, Expression allowed, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var where = new StringBuilder(new RecordingFilter(parameters).Translate(allowed));
        Narrow(query.Page.From != DateTimeOffset.MinValue, "started >= @from", "from", query.Page.From);
        Narrow(query.Page.To != DateTimeOffset.MaxValue, "started < @to", "to", query.Page.To);
        Narrow(query.User is not null, "user_name = @user", "user", query.User);
        Narrow(query.State is not null, "state = @state", "state", query.State?.Name());
        Narrow(
            query.Search is not null,
            @"(LOWER(user_name) LIKE @search ESCAPE '\' OR LOWER(target) LIKE @search ESCAPE '\' OR LOWER(login) LIKE @search ESCAPE '\' OR sid LIKE @search ESCAPE '\')",
            "search",
            $"%{EscapeLike(query.Search ?? "")}%");
        Narrow(query.After is not null, "(started, sid) < (@afterStarted, @afterSid)", "afterStarted", query.After?.Started);
        if (query.After is { } after)
            parameters.Add("afterSid", after.Sid);
        parameters.Add("limit", query.Page.Limit + 1);

        var rows = await database.QueryAsync<LedgerRow>($"SELECT {LedgerRow.Columns} FROM recordings WHERE {where} ORDER BY started DESC, sid DESC LIMIT @limit", parameters, cancellation);
        var items = rows.Take(query.Page.Limit).Select(r => r.ToEntry()).ToList();
        var next = rows.Count > query.Page.Limit ? new RecordingCursor(rows[query.Page.Limit - 1].Started, rows[query.Page.Limit - 1].Sid) : null;
        return (items, next);

        void Narrow(bool when, string condition, string name, object? value)
        {
            if (!when)
                return;
            where.Append(" AND ").Append(condition);
            parameters.Add(name, value);
        }
    }

    /// <summary>The row of a session; null when there is none.</summary>
    public async Task<LedgerEntry?> FindAsync(SessionId sid, CancellationToken cancellation) =>
        (await database.QueryFirstOrDefaultAsync<LedgerRow>($"SELECT {LedgerRow.Columns} FROM recordings WHERE sid = @sid", new { sid = sid.ToString() }, cancellation))?.ToEntry();

    /// <summary>The index rows of a session, as far as they are durable.</summary>
    public async Task<RecordingRows> RowsAsync(SessionId sid, CancellationToken cancellation)
    {
        var id = new { sid = sid.ToString() };
        var segments = await database.QueryAsync<SegmentColumns>("SELECT number, time, start_offset AS StartOffset, end_offset AS EndOffset, width, height FROM recording_segments WHERE sid = @sid ORDER BY number", id, cancellation);
        var marks = await database.QueryAsync<MarkColumns>("SELECT number, time, until, kind, text FROM recording_marks WHERE sid = @sid ORDER BY time, number", id, cancellation);
        var counts = await database.QueryAsync<ActivityColumns>("SELECT first_second AS FirstSecond, counts FROM recording_activity WHERE sid = @sid ORDER BY first_second", id, cancellation);
        var activity = new List<long>();
        foreach (var row in counts)
            ActivityCounts.Unpack(row.FirstSecond, row.Counts, activity);
        return new RecordingRows(
            segments.Select(s => new LedgerSegment((int)s.Number, s.Time, s.StartOffset, s.EndOffset, (int)s.Width, (int)s.Height)).ToList(),
            marks.Select(m => new LedgerMark((int)m.Number, m.Time, m.Until, m.Kind, m.Text)).ToList(),
            activity);
    }

    /// <summary>Rows whose file has not reached the store, oldest first: running sessions, and what a stopped server left.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> UnstoredAsync(CancellationToken cancellation) =>
        (await database.QueryAsync<LedgerRow>($"SELECT {LedgerRow.Columns} FROM recordings WHERE state IN ('recording', 'sealing', 'uploading', 'incomplete') AND stored IS NULL ORDER BY started", null, cancellation))
        .Select(r => r.ToEntry()).ToList();

    private static string EscapeLike(string text) =>
        text.ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private sealed class SegmentColumns
    {
        public long Number { get; init; }
        public long Time { get; init; }
        public long StartOffset { get; init; }
        public long EndOffset { get; init; }
        public long Width { get; init; }
        public long Height { get; init; }
    }

    private sealed class MarkColumns
    {
        public long Number { get; init; }
        public long Time { get; init; }
        public long? Until { get; init; }
        public string Kind { get; init; } = "";
        public string Text { get; init; } = "";
    }

    private sealed class ActivityColumns
    {
        public long FirstSecond { get; init; }
        public byte[] Counts { get; init; } = [];
    }
}

/// <summary>The index of a recording as the database has it.</summary>
internal sealed record RecordingRows(IReadOnlyList<LedgerSegment> Segments, IReadOnlyList<LedgerMark> Marks, IReadOnlyList<long> Activity);
