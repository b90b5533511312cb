using System.Data.Common;
using Dapper;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;

namespace Hindsight.Server.Identity.Factors;

/// <summary>The table of second factors. A code is used up before it counts, so that it opens one session at most.</summary>
internal sealed class FactorStore(ClusterDatabase database, FactorSecrets secrets, AuditLog audit, TimeProvider time)
{
    private const string OfUser = $"SELECT {Factor.Columns} FROM second_factors WHERE user_name = @user ORDER BY created, id";

    /// <summary>Somebody's factors, the oldest first.</summary>
    internal Task<IReadOnlyList<Factor>> ListAsync(string user, CancellationToken cancellation) => database.QueryAsync<Factor>(OfUser, new { user }, cancellation);

    /// <summary>The passkey with a credential id, whoever's it is.</summary>
    internal Task<Factor?> FindPasskeyAsync(string credentialId, CancellationToken cancellation) =>
        database.QueryFirstOrDefaultAsync<Factor>($"SELECT {Factor.Columns} FROM second_factors WHERE credential_id = @credentialId", new { credentialId }, cancellation);

    /// <summary>The app of somebody's that shows a code which was not yet used; uses it up.</summary>
    internal async Task<Factor?> TakeCodeAsync(IReadOnlyList<Factor> factors, string code, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var factor in factors.Where(f => f.Kind == Factor.Otp))
        {
            if (secrets.Open(factor.Secret!, factor.User) is not { } secret || Totp.Match(secret, code, now, factor.LastStep) is not { } step)
                continue;
            return await database.ExecuteAsync(
                "UPDATE second_factors SET last_step = @step, last_used = @now WHERE id = @id AND last_step < @step",
                new { step, now, id = factor.Id }, cancellation) == 1 ? factor : null;
        }

        return null;
    }

    /// <summary>
    /// Notes that a passkey has signed; false when its counter did not go on, so that there may be two of it. Zero both
    /// times is a passkey that does not count.
    /// </summary>
    internal async Task<bool> CountPasskeyAsync(Factor passkey, long count, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            "UPDATE second_factors SET sign_count = @count, last_used = @now WHERE id = @id AND (sign_count < @count OR (sign_count = 0 AND @count = 0))",
            new { count, now = time.GetUtcNow(), id = passkey.Id }, cancellation) == 1;

    /// <summary>Adds a factor that has proved itself.</summary>
    internal Task AddAsync(Factor factor, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO second_factors (id, user_name, kind, name, created, last_used, secret, last_step, credential_id, public_key, sign_count, rp_id)
                VALUES (@Id, @User, @Kind, @Name, @Created, @LastUsed, @Secret, @LastStep, @CredentialId, @PublicKey, @SignCount, @RpId)
                """, factor, transaction);
            await audit.WriteAsync(Event(AuditKind.FactorAdd, factor.User, factor), connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Removes a factor unless <paramref name="mayGo"/>, given all of the person's, says no; false then, and when it is gone.</summary>
    internal Task<bool> RemoveAsync(Factor factor, Func<IReadOnlyList<Factor>, bool> mayGo, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            var present = (await connection.QueryAsync<Factor>(OfUser, new { user = factor.User }, transaction)).AsList();
            if (!present.Exists(f => f.Id == factor.Id) || !mayGo(present))
                return false;
            await connection.ExecuteAsync("DELETE FROM second_factors WHERE id = @id", new { id = factor.Id }, transaction);
            await audit.WriteAsync(Event(AuditKind.FactorDelete, factor.User, factor), connection, transaction);
            return true;
        }, cancellation);

    /// <summary>Removes all of somebody's, in a transaction of the caller's.</summary>
    internal async Task<int> RemoveAllAsync(string user, string by, DbConnection connection, DbTransaction transaction)
    {
        var present = (await connection.QueryAsync<Factor>(OfUser, new { user }, transaction)).AsList();
        await connection.ExecuteAsync("DELETE FROM second_factors WHERE user_name = @user", new { user }, transaction);
        foreach (var factor in present)
            await audit.WriteAsync(Event(AuditKind.FactorDelete, by, factor), connection, transaction);
        return present.Count;
    }

    private static AuditEvent Event(AuditKind kind, string by, Factor factor)
    {
        var entry = new AuditEvent(kind) { User = by, Fields = { ["name"] = factor.User } };
        foreach (var (name, value) in factor.Device())
            entry.Fields[name] = value?.DeepClone();
        return entry;
    }
}
