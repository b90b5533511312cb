using Dapper;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;

namespace Hindsight.Server.Identity;

/// <summary>The table of local users. Each change and its audit event are written together.</summary>
internal sealed class UserStore(ClusterDatabase database, AuditLog audit, TimeProvider time)
{
    private const string Select = "SELECT name AS Name, password_hash AS PasswordHash, roles AS Roles, created AS Created, created_by AS CreatedBy, password_changed AS PasswordChanged FROM users";

    /// <summary>The user of that name, or null.</summary>
    internal async Task<User?> FindAsync(string name, CancellationToken cancellation) =>
        (await database.QueryFirstOrDefaultAsync<Row>($"{Select} WHERE name = @name", new { name }, cancellation))?.ToUser();

    /// <summary>All users, by name.</summary>
    internal async Task<IReadOnlyList<User>> ListAsync(CancellationToken cancellation) =>
        [.. (await database.QueryAsync<Row>($"{Select} ORDER BY name", null, cancellation)).Select(r => r.ToUser())];

    /// <summary>Adds a user; false when the name is taken.</summary>
    internal Task<bool> AddAsync(string name, string passwordHash, IReadOnlyList<string> roles, string by, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            var row = new Row(name, passwordHash, string.Join(',', roles), time.GetUtcNow(), by, time.GetUtcNow());
            var added = await connection.ExecuteAsync(
                "INSERT INTO users (name, password_hash, roles, created, created_by, password_changed) VALUES (@Name, @PasswordHash, @Roles, @Created, @CreatedBy, @PasswordChanged) ON CONFLICT (name) DO NOTHING",
                row, transaction);
            if (added == 0)
                return false;
            await audit.WriteAsync(new AuditEvent(AuditKind.UserCreate) { User = by, Fields = { ["name"] = name, ["roles"] = row.Roles } }, connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Gives a user another password and ends the sessions signed in with the old one; false when there is no such user.</summary>
    internal Task<bool> SetPasswordAsync(string name, string passwordHash, string by, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            var changed = await connection.ExecuteAsync(
                "UPDATE users SET password_hash = @passwordHash, password_changed = @now WHERE name = @name",
                new { name, passwordHash, now = time.GetUtcNow() }, transaction);
            if (changed == 0)
                return false;
            await connection.ExecuteAsync("DELETE FROM web_sessions WHERE user_name = @name", new { name }, transaction);
            await audit.WriteAsync(new AuditEvent(AuditKind.UserPasswordReset) { User = by, Fields = { ["name"] = name } }, connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Deletes a user and their sessions; false when there is no such user.</summary>
    internal Task<bool> RemoveAsync(string name, string by, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("DELETE FROM web_sessions WHERE user_name = @name", new { name }, transaction);
            if (await connection.ExecuteAsync("DELETE FROM users WHERE name = @name", new { name }, transaction) == 0)
                return false;
            await audit.WriteAsync(new AuditEvent(AuditKind.UserDelete) { User = by, Fields = { ["name"] = name } }, connection, transaction);
            return true;
        }, cancellation);

    private sealed record Row(string Name, string PasswordHash, string Roles, DateTimeOffset Created, string CreatedBy, DateTimeOffset PasswordChanged)
    {
        internal User ToUser() =>
            new(Name, PasswordHash, Roles.Split(',', StringSplitOptions.RemoveEmptyEntries), Created, CreatedBy, PasswordChanged);
    }
}
