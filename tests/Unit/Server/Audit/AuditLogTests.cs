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

        var entry = Assert.Single((await test.Reader.ReadAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 10, Cancellation)).Items).AsObject();
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
            var page = await test.Reader.ReadAsync(DateTimeOffset.MinValue, to, 2, Cancellation);
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

    [Fact]
    public void No_two_kinds_share_a_code()
    {
        var kinds = typeof(AuditKind).GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Where(f => f.FieldType == typeof(AuditKind)).Select(f => ((AuditKind)f.GetValue(null)!).Code).ToList();
        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Distinct(), kinds);
    }
}
