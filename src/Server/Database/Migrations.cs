using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Hindsight.Server.Database;

/// <summary>
/// Brings a database up to this program's tables: the numbered files of <c>Migrations/</c>, each once, in the order of
/// their numbers, all in one transaction. A file that was released is never changed; a later one changes the table.
/// </summary>
internal sealed partial class Migrations(ClusterDatabase database, TimeProvider time, ILogger<Migrations> logger)
{
    private const string Prefix = "migrations/";

    /// <summary>Runs what is missing.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        await database.PrepareFileAsync(cancellation);
        var scripts = ReadScripts();
        await database.TransactAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)", transaction: transaction);
            var applied = (await connection.QueryAsync<(long Number, string Name)>("SELECT number, name FROM schema_migrations ORDER BY number", transaction: transaction)).AsList();
            var unknown = applied.Where(a => !scripts.ContainsKey(a.Number)).Select(a => a.Name).ToList();
            if (unknown.Count > 0)
                throw new DatabaseException($"the database {database.Path} was made by a newer teleport (it has {string.Join(", ", unknown)}): start that version, or restore a backup from before it");
            foreach (var (number, script) in scripts.Where(s => !applied.Exists(a => a.Number == s.Key)))
            {
                await ApplyAsync(connection, transaction, number, script);
                LogApplied(script.Name);
            }

            return applied.Count;
        }, cancellation);
    }

    private async Task ApplyAsync(DbConnection connection, DbTransaction transaction, long number, Script script)
    {
        await connection.ExecuteAsync(script.Sql, transaction: transaction);
        await connection.ExecuteAsync(
            "INSERT INTO schema_migrations (number, name, applied) VALUES (@number, @name, @applied)",
            new { number, name = script.Name, applied = time.GetUtcNow() }, transaction);
    }

    private static SortedDictionary<long, Script> ReadScripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = new SortedDictionary<long, Script>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[Prefix.Length..];
            var number = long.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);
            scripts.Add(number, new Script(name, reader.ReadToEnd()));
        }

        return scripts;
    }

    [LoggerMessage(1001, LogLevel.Information, "Applied the migration {Name}")]
    private partial void LogApplied(string name);

    private sealed record Script(string Name, string Sql);
}
