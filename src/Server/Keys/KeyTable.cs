using System.Data.Common;
using Dapper;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;

namespace Hindsight.Server.Keys;

/// <summary>
/// The cluster's keys in its database. At most one key of a purpose is in use, whichever server made it; that is an index
/// of the database, so servers that start at once agree.
/// </summary>
internal sealed class KeyTable(ClusterDatabase database, AuditLog audit, TimeProvider time)
{
    /// <summary>All keys of a purpose, the oldest first; with one in use, which <paramref name="make"/>, if given, makes if there is none.</summary>
    public async Task<IReadOnlyList<StoredKey>> LoadAsync(KeyPurpose purpose, Func<NewKey>? make, CancellationToken cancellation)
    {
        var keys = await ListAsync(purpose, cancellation);
        if (make is null || keys.Any(k => k.Retired is null))
            return keys;
        await database.TransactAsync((connection, transaction) => InsertAsync(purpose, make(), connection, transaction, onlyIfNone: true), cancellation);
        return await ListAsync(purpose, cancellation);
    }

    /// <summary>Puts a new key in the place of the one in use, whose private part is destroyed unless <paramref name="keepPrivate"/>.</summary>
    public Task RotateAsync(KeyPurpose purpose, NewKey key, bool keepPrivate, string by, CancellationToken cancellation) =>
        database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                $"UPDATE recording_keys SET retired = @now{(keepPrivate ? "" : ", private_key = NULL")} WHERE purpose = @purpose AND retired IS NULL",
                new { now = time.GetUtcNow(), purpose = Name(purpose) }, transaction);
            await InsertAsync(purpose, key, connection, transaction, onlyIfNone: false);
            var rotated = new AuditEvent(AuditKind.RecordingKeyRotated) { User = by, Fields = { ["key_type"] = Name(purpose), ["key_id"] = key.KeyId } };
            await audit.WriteAsync(rotated, connection, transaction);
            return 0;
        }, cancellation);

    private Task<IReadOnlyList<StoredKey>> ListAsync(KeyPurpose purpose, CancellationToken cancellation) =>
        database.QueryAsync<StoredKey>($"SELECT {StoredKey.Columns} FROM recording_keys WHERE purpose = @purpose ORDER BY created, CASE WHEN retired IS NULL THEN 1 ELSE 0 END, key_id", new { purpose = Name(purpose) }, cancellation);

    private Task<int> InsertAsync(KeyPurpose purpose, NewKey key, DbConnection connection, DbTransaction transaction, bool onlyIfNone) =>
        connection.ExecuteAsync(
            $"INSERT INTO recording_keys (purpose, key_id, public_key, private_key, created) VALUES (@purpose, @id, @publicKey, @privateKey, @now){(onlyIfNone ? " ON CONFLICT DO NOTHING" : "")}",
            new { purpose = Name(purpose), id = key.KeyId, publicKey = key.PublicKey, privateKey = key.PrivateKey, now = time.GetUtcNow() }, transaction);

    private static string Name(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.Signing => "signing",
        KeyPurpose.Encryption => "encryption",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}

/// <summary>A key that was just made.</summary>
internal sealed record NewKey(string KeyId, byte[] PublicKey, byte[] PrivateKey)
{
    /// <inheritdoc/>
    public override string ToString() => KeyId;
}
