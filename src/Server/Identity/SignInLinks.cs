using System.Data.Common;
using Dapper;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Identity;

/// <summary>The table of links: one for each user at most, so that a new one ends the one before.</summary>
internal sealed class SignInLinks(ClusterDatabase database, ClusterResources resources, AuditLog audit, TimeProvider time)
{
    /// <summary>How long a token may be; ours has 43 characters.</summary>
    internal const int LongestToken = 64;

    private const string Insert =
        """
        INSERT INTO sign_in_links (token_hash, user_name, kind, created, created_by, expires) VALUES (@hash, @user, @kind, @now, @by, @expires)
        ON CONFLICT (user_name) DO UPDATE SET token_hash = excluded.token_hash, kind = excluded.kind, created = excluded.created, created_by = excluded.created_by, expires = excluded.expires
        """;

    /// <summary>Makes a link in a transaction of the caller's.</summary>
    internal async Task<SignInLink> CreateAsync(string user, string kind, TimeSpan? lifetime, string by, DbConnection connection, DbTransaction transaction)
    {
        var now = time.GetUtcNow();
        var link = SignInLink.Create(kind, now, lifetime);
        await connection.ExecuteAsync(Insert, new { hash = SignInLink.Hash(link.Token), user, kind, now, by, expires = link.Expires }, transaction);
        await audit.WriteAsync(
            new AuditEvent(AuditKind.ResetPasswordTokenCreate) { User = by, Fields = { ["name"] = user, ["kind"] = kind, ["expires"] = Http.Rfc3339.Format(link.Expires) } },
            connection, transaction);
        return link;
    }

    /// <summary>Whom a token is for; null when it is unknown, used, replaced or too old.</summary>
    internal async Task<LinkHolder?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length > LongestToken)
            return null;
        var row = await database.QueryFirstOrDefaultAsync<Row>(
            "SELECT user_name AS UserName, kind AS Kind, expires AS Expires FROM sign_in_links WHERE token_hash = @hash", new { hash = SignInLink.Hash(token) }, cancellation);
        return row is null || row.Expires <= time.GetUtcNow() || resources.User(row.UserName) is null ? null : new LinkHolder(row.UserName, row.Kind, row.Expires);
    }

    /// <summary>Uses a link up; false when somebody was faster or it is too old.</summary>
    internal async Task<bool> TakeAsync(string token, DbConnection connection, DbTransaction transaction) =>
        await connection.ExecuteAsync("DELETE FROM sign_in_links WHERE token_hash = @hash AND expires > @now", new { hash = SignInLink.Hash(token), now = time.GetUtcNow() }, transaction) == 1;

    private sealed record Row(string UserName, string Kind, DateTimeOffset Expires);
}
