using System.Text.Json.Nodes;
using Hindsight.Server.Audit;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Hindsight.Unit.Server.Audit;

public sealed class AuditLogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_has_Teleports_shape()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.Audit.WriteAsync(new AuditEvent(AuditKind.DesktopSessionStart)
        {
            User = "alice",
            SessionId = "6f1c1f3e-0000-4000-8000-000000000000",
            Fields = { ["desktop_name"] = "d1", ["success"] = true, ["desktop_labels"] = new JsonObject { ["env"] = "prod" } },
        }, Cancellation);

        var entry = Assert.Single((await test.Reader.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 10, AuditFilter.All, Cancellation)).Items).AsObject();
        Assert.True(Guid.TryParse((string?)entry["uid"], out _));
        entry.Remove("uid");
        Assert.Equal(
            """{"event":"windows.desktop.session.start","code":"TDP00I","time":"2026-03-01T12:00:00.000Z","cluster_name":"test-node","ei":0,"user":"alice","sid":"6f1c1f3e-0000-4000-8000-000000000000","desktop_name":"d1","success":true,"desktop_labels":{"env":"prod"}}""",
            entry.ToJsonString());
    }

    [Fact]
    public async Task Pages_follow_each_other_newest_first_even_when_the_clock_stands()
    {
        using var test = await TestDatabase.CreateAsync();
        for (var i = 0; i < 5; i++)
            await test.Audit.WriteAsync(new AuditEvent(AuditKind.UserLogin) { User = $"u{i}" }, Cancellation);

        var users = new List<string>();
        var to = DateTimeOffset.MaxValue;
        string? key;
        do
        {
            var page = await test.Reader.ReadAsync(DateTimeOffset.MinValue, to, 2, AuditFilter.All, Cancellation);
            users.AddRange(page.Items.Select(i => (string)i["user"]!));
            key = page.StartKey;
            if (key is not null)
                to = Hindsight.Server.Database.ColumnTypes.FromMicroseconds(long.Parse(key, System.Globalization.CultureInfo.InvariantCulture));
        }
        while (key is not null);
        Assert.Equal(["u4", "u3", "u2", "u1", "u0"], users);
    }

    [Fact]
    public async Task An_event_that_can_not_be_written_throws()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.Database.ExecuteAsync("DROP TABLE audit_events", null, Cancellation);
        await Assert.ThrowsAsync<SqliteException>(() => test.Audit.WriteAsync(new AuditEvent(AuditKind.UserLogin), Cancellation));
    }

    [Theory]
    [InlineData("UPDATE audit_events SET user_name = 'nobody'")]
    [InlineData("UPDATE audit_events SET body = '{}' WHERE event = 'user.login'")]
    [InlineData("DELETE FROM audit_events")]
    public async Task Events_stay_whatever_program_writes(string sql)
    {
        using var test = await TestDatabase.CreateAsync();
        await test.Audit.WriteAsync(new AuditEvent(AuditKind.UserLogin) { User = "alice" }, Cancellation);
        var error = await Assert.ThrowsAsync<SqliteException>(() => test.Database.ExecuteAsync(sql, null, Cancellation));
        Assert.Contains("audit events are never", error.Message, StringComparison.Ordinal);
        Assert.Equal(["user.login T1000I"], await test.EventsAsync());
    }

    [Fact]
    public async Task Events_go_to_a_file_as_lines_of_json_too()
    {
        using var test = await TestDatabase.CreateAsync();
        using var directory = new TemporaryDirectory();
        var log = Log(test, directory.File("events.log"));
        await log.WriteAsync(new AuditEvent(AuditKind.UserLogin) { User = "żółw" }, Cancellation);
        // Whoever rotates the file may move it away.
        File.Move(directory.File("events.log"), directory.File("events.1"));
        await log.WriteAsync(new AuditEvent(AuditKind.UserLogout) { User = "alice" }, Cancellation);
        var first = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(directory.File("events.1"), Cancellation))!;
        Assert.Equal(("user.login", "żółw"), ((string)first["event"]!, (string)first["user"]!));
        Assert.Single(await File.ReadAllLinesAsync(directory.File("events.log"), Cancellation));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.File("events.log")));
    }

    [Fact]
    public async Task A_file_that_does_not_take_an_event_makes_it_fail_everywhere()
    {
        using var test = await TestDatabase.CreateAsync();
        using var directory = new TemporaryDirectory();
        var log = Log(test, directory.File("missing/events.log"));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => log.WriteAsync(new AuditEvent(AuditKind.UserLogin) { User = "alice" }, Cancellation));
        Assert.Empty(await test.EventsAsync());
    }

    [Fact]
    public async Task Events_are_found_by_who_what_and_session()
    {
        using var test = await TestDatabase.CreateAsync();
        await test.Audit.WriteAsync(new AuditEvent(AuditKind.UserLogin) { User = "alice" }, Cancellation);
        await test.Audit.WriteAsync(new AuditEvent(AuditKind.UserLoginFailure) { User = "bob" }, Cancellation);
        await test.Audit.WriteAsync(new AuditEvent(AuditKind.DesktopSessionStart) { User = "alice", SessionId = "s1" }, Cancellation);
        foreach (var (filter, codes) in ((AuditFilter, string)[])
        [
            (AuditFilter.All, "TDP00I T1000W T1000I"),
            (new AuditFilter { User = "alice" }, "TDP00I T1000I"),
            (new AuditFilter { Event = "user.login" }, "T1000W T1000I"),
            (new AuditFilter { Event = "T1000W" }, "T1000W"),
            (new AuditFilter { Session = "s1" }, "TDP00I"),
            (new AuditFilter { User = "bob", Session = "s1" }, ""),
        ])
        {
            var page = await test.Reader.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 10, filter, Cancellation);
            Assert.Equal(codes, string.Join(' ', page.Items.Select(i => (string)i["code"]!)));
        }
    }

    private static AuditLog Log(TestDatabase test, string place) => new(
        test.Database, new Hindsight.Server.Configuration.ServerConfiguration { AuditPlaces = [place] }, test.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<AuditLog>.Instance);

    [Fact]
    public void No_two_kinds_share_a_code()
    {
        var kinds = typeof(AuditKind).GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Where(f => f.FieldType == typeof(AuditKind)).Select(f => ((AuditKind)f.GetValue(null)!).Code).ToList();
        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Distinct(), kinds);
    }
}
