using Dapper;
using Hindsight.Server.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Hindsight.Unit.Server.Database;

public sealed class ClusterDatabaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_that_throws_leaves_nothing()
    {
        using var test = await TestDatabase.CreateAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Database.TransactAsync<int>(async (connection, transaction) =>
        {
            await connection.ExecuteAsync("INSERT INTO desktop_pins VALUES ('d', 's', 's', 'i', 0, 'u')", transaction: transaction);
            throw new InvalidOperationException();
        }, Cancellation));
        Assert.Equal(0, await test.Database.QueryFirstOrDefaultAsync<long>("SELECT COUNT(*) FROM desktop_pins", null, Cancellation));
    }

    [Fact]
    public async Task Writers_take_turns_and_lose_nothing()
    {
        using var test = await TestDatabase.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => test.Database.ExecuteAsync(
            "INSERT INTO desktop_pins VALUES (@name, 's', 's', 'i', 0, 'u')", new { name = $"d{i}" }, Cancellation)));
        Assert.Equal(50, await test.Database.QueryFirstOrDefaultAsync<long>("SELECT COUNT(*) FROM desktop_pins", null, Cancellation));
    }

    [Theory]
    [InlineData("1969-12-31T23:59:59.999999Z", -1)]
    [InlineData("2026-01-02T03:04:05.678901+02:00", 1767315845678901)]
    public async Task Times_are_microseconds_in_the_table(string time, long stored)
    {
        using var test = await TestDatabase.CreateAsync();
        var moment = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        await test.Database.ExecuteAsync("INSERT INTO desktop_pins VALUES ('d', 's', 's', 'i', @moment, 'u')", new { moment }, Cancellation);
        Assert.Equal(stored, await test.Database.QueryFirstOrDefaultAsync<long>("SELECT pinned FROM desktop_pins", null, Cancellation));
        Assert.Equal(moment.ToUniversalTime(), await test.Database.QueryFirstOrDefaultAsync<DateTimeOffset>("SELECT pinned FROM desktop_pins", null, Cancellation));
    }

    [Fact]
    public async Task The_file_is_for_its_owner()
    {
        using var test = await TestDatabase.CreateAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.Database.Path));
    }

    [Fact]
    public async Task Migrations_run_once()
    {
        using var test = await TestDatabase.CreateAsync();
        var before = await test.Database.QueryAsync<string>("SELECT name FROM schema_migrations ORDER BY number", null, Cancellation);
        await new Migrations(test.Database, test.Clock, NullLogger<Migrations>.Instance).RunAsync(Cancellation);
        Assert.Equal(before, await test.Database.QueryAsync<string>("SELECT name FROM schema_migrations ORDER BY number", null, Cancellation));
        Assert.Equal("0001_users.sql", before[0]);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.Database.ExecuteAsync("INSERT INTO schema_migrations VALUES (99999, '99999_future.sql', 0)", null, Cancellation);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => new Migrations(test.Database, test.Clock, NullLogger<Migrations>.Instance).RunAsync(Cancellation));
        Assert.Contains("newer teleport", error.Message, StringComparison.Ordinal);
        Assert.Contains("99999_future.sql", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("x.db"), "this is a letter, not a database, and it is long enough to have a header", Cancellation);
        using var database = new ClusterDatabase(directory.File("x.db"));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => database.PrepareFileAsync(Cancellation));
        Assert.Contains(directory.File("x.db"), error.Message, StringComparison.Ordinal);
    }
}
