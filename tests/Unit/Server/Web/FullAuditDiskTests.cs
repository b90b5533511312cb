using Hindsight.Client;
using Xunit;

namespace Hindsight.Unit.Server.Web;

/// <summary>A disk that takes no more events: what they would have said does not happen.</summary>
public sealed class FullAuditDiskTests
{
    private const string Ops = """{"kind":"role","version":"v7","metadata":{"name":"ops"},"spec":{}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_happens_that_can_not_be_written_down()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("events.log");
        await using var server = await TestServer.StartAsync(c => c with { AuditPlaces = [path] });
        var token = (string)(await server.SignInAsync("alice", "editor"))["csrfToken"]!;
        var before = (await server.Admin.ListAuditAsync("limit=500", Cancellation)).Items.Count;

        // The device is always full, for root too.
        File.Move(path, path + ".old");
        File.CreateSymbolicLink(path, "/dev/full");
        await Assert.ThrowsAsync<ApiException>(() => server.Admin.Resources.CreateAsync(Ops, false, false, Cancellation));
        Assert.False((await server.PostAsync($"{server.Site}/resources", Ops, token)).IsSuccessStatusCode);
        await Assert.ThrowsAsync<ApiException>(() => server.Admin.RemoveUserAsync("alice", Cancellation));
        Assert.False((await server.PostAsync("/v1/webapi/sessions/web", $$"""{"user":"alice","password":"{{TestServer.Password}}"}""")).IsSuccessStatusCode);
        Assert.Equal(before, (await server.Admin.ListAuditAsync("limit=500", Cancellation)).Items.Count);
        Assert.DoesNotContain(await server.Admin.Resources.GetAsync("role", null, Cancellation), r => (string?)r["metadata"]!["name"] == "ops");

        File.Delete(path);
        File.Move(path + ".old", path);
        Assert.Single(await server.Admin.Resources.CreateAsync(Ops, false, false, Cancellation));
        Assert.Contains("role.created", (await File.ReadAllLinesAsync(path, Cancellation))[^1], StringComparison.Ordinal);
    }
}
