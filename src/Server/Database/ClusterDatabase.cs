using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Hindsight.Server.Database;

/// <summary>
/// The cluster's database. SQL is written by hand in the subset that SQLite and PostgreSQL share. Writers take turns
/// here, so that SQLite never answers "busy"; readers see the last committed state and never wait.
/// </summary>
internal sealed class ClusterDatabase : IDisposable
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writers = new(1, 1);

    internal ClusterDatabase(string path)
    {
        ColumnTypes.Register();
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 10 }.ToString();
    }

    /// <summary>The SQLite file.</summary>
    internal string Path { get; }

    /// <summary>Every row of a query.</summary>
    internal async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The first row of a query, or the type's default.</summary>
    internal async Task<T?> QueryFirstOrDefaultAsync<T>(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>Runs one statement that writes; gives the number of rows it changed.</summary>
    internal Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellation) =>
        TransactAsync((connection, transaction) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellation)), cancellation);

    /// <summary>Runs statements that belong together; nothing is written when <paramref name="work"/> throws.</summary>
    internal async Task<T> TransactAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await _writers.WaitAsync(cancellation);
        try
        {
            await using var connection = await OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var result = await work(connection, transaction);
            await transaction.CommitAsync(cancellation);
            return result;
        }
        finally
        {
            _writers.Release();
        }
    }

    /// <summary>Creates the file, for its owner only, and sets how it is written: a commit is on the disk when it returns.</summary>
    internal async Task PrepareFileAsync(CancellationToken cancellation)
    {
        try
        {
            if (!File.Exists(Path))
                new FileStream(Path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
            await using var connection = await OpenAsync(cancellation);
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"the database {Path} can't be opened ({e.Message}): check that this user may write there and that the file is a database of teleport's", e);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _writers.Dispose();
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
