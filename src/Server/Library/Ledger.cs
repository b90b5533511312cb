using System.Data.Common;
using Dapper;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>Writes the ledger. What happened is written as it happens; nothing here reads a recording.</summary>
internal sealed class Ledger(ClusterDatabase database, AuditLog audit)
{
    /// <summary>Writes the row of a session that policy admitted, before its first packet.</summary>
    public Task AdmitAsync(AdmittedSession session, CancellationToken cancellation) => database.ExecuteAsync(
        """
        INSERT INTO recordings (sid, kind, user_name, target, login, started, duration, bytes, width, height, state, outcome, rule)
        VALUES (@sid, @kind, @user, @target, @login, @started, 0, 0, 0, 0, @state, 'complete', @rule)
        """,
        new
        {
            sid = session.Sid.ToString(),
            kind = session.Kind,
            user = session.User,
            target = session.Target,
            login = session.Login,
            started = session.Start,
            state = (session.Recorded ? RecordingState.Recording : RecordingState.Off).Name(),
            rule = session.Rule,
        },
        cancellation);

    /// <summary>
    /// Takes back the row of a session that never showed a picture: the audit log has the attempt, and there is nothing
    /// to play. False, and the row stays, when a picture is on disk.
    /// </summary>
    public async Task<bool> WithdrawAsync(SessionId sid, CancellationToken cancellation) => await database.ExecuteAsync(
        "DELETE FROM recordings WHERE sid = @sid AND state IN ('recording', 'off') AND width = 0",
        new { sid = sid.ToString() },
        cancellation) > 0;

    /// <summary>Writes what became durable.</summary>
    public Task ProgressAsync(SessionId sid, RecordingProgress progress, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            await WriteProgressAsync(connection, transaction, sid, progress, cancellation);
            return 0;
        }, cancellation);

    /// <summary>Writes down that the session is over, whatever its recording's state.</summary>
    public Task EndAsync(SessionId sid, DateTimeOffset end, CancellationToken cancellation) => database.ExecuteAsync(
        "UPDATE recordings SET ended = @end, duration = CASE WHEN state = 'off' THEN (@end - started) / 1000 ELSE duration END WHERE sid = @sid AND ended IS NULL",
        new { sid = sid.ToString(), end },
        cancellation);

    /// <summary>Moves the state forward; false when the row is already there or further.</summary>
    public async Task<bool> MoveAsync(SessionId sid, RecordingState to, string? reason, CancellationToken cancellation)
    {
        var from = Before(to);
        return await database.ExecuteAsync(
            $"UPDATE recordings SET state = @to, reason = COALESCE(@reason, reason), waiting = NULL WHERE sid = @sid AND state IN ({from})",
            new { sid = sid.ToString(), to = to.Name(), reason },
            cancellation) > 0;
    }

    /// <summary>The file is whole and waits for the store, after which its state will be <paramref name="outcome"/>.</summary>
    public async Task<bool> UploadAsync(SessionId sid, RecordingState outcome, string? reason, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            $"UPDATE recordings SET state = 'uploading', outcome = @outcome, reason = COALESCE(@reason, reason) WHERE sid = @sid AND state IN ({Before(RecordingState.Uploading)})",
            new { sid = sid.ToString(), outcome = outcome.Name(), reason },
            cancellation) > 0;

    /// <summary>The store can't take the file yet; <paramref name="waiting"/> says why and when it is tried again.</summary>
    public Task WaitAsync(SessionId sid, string waiting, CancellationToken cancellation) => database.ExecuteAsync(
        "UPDATE recordings SET waiting = @waiting WHERE sid = @sid AND stored IS NULL",
        new { sid = sid.ToString(), waiting },
        cancellation);

    /// <summary>The store has a verified copy, and the audit log says so in the same moment: the spool's may go.</summary>
    public Task StoredAsync(SessionId sid, StoredRecording copy, DateTimeOffset time, AuditEvent uploaded, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            await audit.WriteAsync(uploaded, connection, transaction);
            var parameters = new { sid = sid.ToString(), time, location = copy.Location, sha256 = copy.Sha256, bytes = copy.Length };
            return await connection.ExecuteAsync(new CommandDefinition(
                """
                UPDATE recordings SET stored = @time, location = @location, sha256 = @sha256, bytes = @bytes, waiting = NULL,
                       state = CASE WHEN state = 'uploading' THEN outcome ELSE state END
                WHERE sid = @sid
                """,
                parameters, transaction, cancellationToken: cancellation));
        }, cancellation);

    private static string Before(RecordingState to) => to switch
    {
        RecordingState.Sealing => "'recording'",
        RecordingState.Uploading => "'recording', 'sealing'",
        RecordingState.Complete => "'uploading'",
        RecordingState.Incomplete => "'recording', 'sealing', 'uploading'",
        RecordingState.Lost => "'recording', 'sealing', 'uploading', 'complete', 'incomplete'",
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "no state leads there"),
    };

    private static async Task WriteProgressAsync(DbConnection connection, DbTransaction transaction, SessionId sid, RecordingProgress progress, CancellationToken cancellation)
    {
        var id = sid.ToString();
        Task WriteAsync(string sql, object parameters) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation));

        await WriteAsync(
            "UPDATE recordings SET duration = @duration, bytes = @bytes, width = @width, height = @height WHERE sid = @id",
            new { id, duration = progress.DurationMs, bytes = progress.Bytes, width = progress.Width, height = progress.Height });
        if (progress.Whole)
            await WriteAsync("DELETE FROM recording_segments WHERE sid = @id; DELETE FROM recording_marks WHERE sid = @id; DELETE FROM recording_activity WHERE sid = @id", new { id });
        foreach (var s in progress.Segments)
        {
            await WriteAsync(
                """
                INSERT INTO recording_segments (sid, number, time, start_offset, end_offset, width, height) VALUES (@id, @number, @time, @offset, @end, @width, @height)
                ON CONFLICT (sid, number) DO UPDATE SET end_offset = excluded.end_offset
                """,
                new { id, number = s.Number, time = s.Time, offset = s.Offset, end = s.End, width = s.Width, height = s.Height });
        }

        foreach (var m in progress.Marks)
        {
            await WriteAsync(
                "INSERT INTO recording_marks (sid, number, time, until, kind, text) VALUES (@id, @number, @time, @until, @kind, @text) ON CONFLICT (sid, number) DO NOTHING",
                new { id, number = m.Number, time = m.Time, until = m.Until, kind = m.Kind, text = m.Text });
        }

        if (progress.Activity is { } activity)
        {
            await WriteAsync(
                "INSERT INTO recording_activity (sid, first_second, counts) VALUES (@id, @first, @counts) ON CONFLICT (sid, first_second) DO UPDATE SET counts = excluded.counts",
                new { id, first = activity.FirstSecond, counts = ActivityCounts.Pack(activity.Counts) });
        }
    }
}
