using System.Data.Common;
using Dapper;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;
using Hindsight.Server.Identity.Factors;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Identity;

/// <summary>The table of passwords, beside the users among the resources. What belongs together is written together.</summary>
internal sealed class UserStore(ClusterDatabase database, ResourceStore store, ClusterResources resources, SignInLinks links, FactorStore factors, AuditLog audit, TimeProvider time)
{
    private const string SetPassword =
        """
        INSERT INTO users (name, password_hash, password_changed) VALUES (@name, @passwordHash, @now)
        ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash, password_changed = excluded.password_changed
        """;

    /// <summary>The user of that name who has a password, or null.</summary>
    internal async Task<User?> FindAsync(string name, CancellationToken cancellation) =>
        resources.User(name) is null
            ? null
            : await database.QueryFirstOrDefaultAsync<User>("SELECT name AS Name, password_hash AS PasswordHash, password_changed AS PasswordChanged FROM users WHERE name = @name", new { name }, cancellation);

    /// <summary>All users, by name.</summary>
    internal IReadOnlyList<StoredResource> List() => [.. resources.List(ResourceKind.Of("user"))];

    /// <summary>Adds a user; false when the name is taken.</summary>
    internal async Task<bool> AddAsync(ClusterUser user, string passwordHash, string by, CancellationToken cancellation)
    {
        var (result, _) = await store.WriteAsync(user, ResourceOrigin.Dynamic, WriteWhen.Missing, null, by, cancellation, (connection, transaction) =>
            connection.ExecuteAsync(SetPassword, new { name = user.Name, passwordHash, now = time.GetUtcNow() }, transaction));
        return result == WriteResult.Created;
    }

    /// <summary>Adds a user who has no password yet; null when the name is taken.</summary>
    internal async Task<SignInLink?> InviteAsync(ClusterUser user, TimeSpan? lifetime, string by, CancellationToken cancellation)
    {
        SignInLink? link = null;
        var (result, _) = await store.WriteAsync(user, ResourceOrigin.Dynamic, WriteWhen.Missing, null, by, cancellation, async (connection, transaction) =>
            link = await links.CreateAsync(user.Name, SignInLink.Invite, lifetime, by, connection, transaction));
        return result == WriteResult.Created ? link : null;
    }

    /// <summary>Takes a user's password and factors away, ends their sessions and makes a link to choose another; null when there is no such user.</summary>
    internal async Task<SignInLink?> ResetAsync(string name, TimeSpan? lifetime, string by, CancellationToken cancellation)
    {
        if (resources.User(name) is null)
            return null;
        return await database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("DELETE FROM web_sessions WHERE user_name = @name", new { name }, transaction);
            await connection.ExecuteAsync("DELETE FROM users WHERE name = @name", new { name }, transaction);
            await factors.RemoveAllAsync(name, by, connection, transaction);
            return await links.CreateAsync(name, SignInLink.Reset, lifetime, by, connection, transaction);
        }, cancellation);
    }

    /// <summary>Uses a link up and sets the password that its holder chose; false when the link no longer opens.</summary>
    internal Task<bool> UseLinkAsync(string token, string name, string passwordHash, string address, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            if (!await links.TakeAsync(token, connection, transaction))
                return false;
            await connection.ExecuteAsync("DELETE FROM web_sessions WHERE user_name = @name", new { name }, transaction);
            await ChangePasswordAsync(name, passwordHash, address, connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Sets the password that its owner chose, and ends their other sessions.</summary>
    internal Task ChangePasswordAsync(string name, string passwordHash, string address, string sessionToKeep, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("DELETE FROM web_sessions WHERE user_name = @name AND id_hash <> @sessionToKeep", new { name, sessionToKeep }, transaction);
            await ChangePasswordAsync(name, passwordHash, address, connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Gives a user another password, takes their factors away and ends the sessions signed in with the old one; false when there is no such user.</summary>
    internal async Task<bool> SetPasswordAsync(string name, string passwordHash, string by, CancellationToken cancellation)
    {
        if (resources.User(name) is null)
            return false;
        return await database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(SetPassword, new { name, passwordHash, now = time.GetUtcNow() }, transaction);
            await connection.ExecuteAsync("DELETE FROM web_sessions WHERE user_name = @name", new { name }, transaction);
            await connection.ExecuteAsync("DELETE FROM sign_in_links WHERE user_name = @name", new { name }, transaction);
            await factors.RemoveAllAsync(name, by, connection, transaction);
            await audit.WriteAsync(new AuditEvent(AuditKind.UserPasswordReset) { User = by, Fields = { ["name"] = name } }, connection, transaction);
            return true;
        }, cancellation);
    }

    /// <summary>Deletes a user, their password and their sessions; false when there is no such user.</summary>
    internal Task<bool> RemoveAsync(string name, string by, CancellationToken cancellation) => store.RemoveAsync(ResourceKind.Of("user"), name, by, cancellation);

    private async Task ChangePasswordAsync(string name, string passwordHash, string address, DbConnection connection, DbTransaction transaction)
    {
        await connection.ExecuteAsync(SetPassword, new { name, passwordHash, now = time.GetUtcNow() }, transaction);
        await audit.WriteAsync(new AuditEvent(AuditKind.UserPasswordChange) { User = name, Fields = { ["addr.remote"] = address } }, connection, transaction);
    }
}

/// <summary>A user who is deleted takes their password, their factors and their sessions along.</summary>
internal sealed class PasswordFollower : IResourceFollower
{
    /// <inheritdoc/>
    public async Task DeletingAsync(Resource resource, DbConnection connection, DbTransaction transaction)
    {
        if (resource is not ClusterUser { Name: var name })
            return;
        await connection.ExecuteAsync("DELETE FROM web_sessions WHERE user_name = @name", new { name }, transaction);
        await connection.ExecuteAsync("DELETE FROM users WHERE name = @name", new { name }, transaction);
        await connection.ExecuteAsync("DELETE FROM sign_in_links WHERE user_name = @name", new { name }, transaction);
        await connection.ExecuteAsync("DELETE FROM second_factors WHERE user_name = @name", new { name }, transaction);
    }
}
