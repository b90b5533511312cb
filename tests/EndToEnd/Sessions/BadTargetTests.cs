using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Sessions;

/// <summary>A server that knows desktops which are none.</summary>
public sealed class BadTargets : IAsyncLifetime
{
    private readonly BadHost _silent = new(null);
    private readonly BadHost _web = new(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

    internal HindsightServer Server { get; private set; } = null!;

    internal SignedIn User { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var closed = HindsightServer.FreePort();
        Server = await HindsightServer.StartAsync(
        [
            ("silent", _silent.Address), ("web", _web.Address), ("closed", $"127.0.0.1:{closed}"), ("nowhere", "no-such-host.invalid:3389"),
        ]);
        User = await SignedIn.AsAsync(Server, HindsightServer.User, Server.Password);
    }

    public async ValueTask DisposeAsync()
    {
        User?.Dispose();
        if (Server is not null)
            await Server.DisposeAsync();
        _silent.Dispose();
        _web.Dispose();
    }
}

/// <summary>Desktops that are not what they should be: each has one clear outcome, and its row in the list says so.</summary>
public sealed class BadTargetTests(BadTargets targets) : IClassFixture<BadTargets>
{
    private readonly HindsightServer _server = targets.Server;
    private readonly SignedIn _user = targets.User;

    [Theory]
    [InlineData("silent", "timed_out")]
    [InlineData("web", "protocol_error")]
    [InlineData("closed", "refused")]
    [InlineData("nowhere", "dns_failed")]
    [InlineData("not-configured", "no_such_desktop")]
    public async Task A_desktop_that_cannot_be_reached_says_why(string desktop, string code)
    {
        await using var probe = await LiveProbe.ConnectAsync(_user, desktop, "demo", "secret-pass-1");
        var end = await probe.EndedAsync(90);
        Assert.Equal(code, end["code"]!.GetValue<string>());
        Assert.Matches(@"\w+ .*\w", end["message"]!.GetValue<string>());
        Assert.DoesNotContain("secret-pass-1", end.ToJsonString());
        Assert.DoesNotContain("secret-pass-1", _server.Log);
        Assert.Empty(_server.Workers());
        Assert.False(_server.HasExited);
    }

    [Fact]
    public async Task A_failed_connection_is_in_the_audit_log()
    {
        await using var probe = await LiveProbe.ConnectAsync(_user, "closed", "demo", "secret-pass-1");
        await probe.EndedAsync();
        var (failed, events) = await _user.EventAsync("TDP00W");
        Assert.Equal("windows.desktop.session.start", failed["event"]!.GetValue<string>());
        Assert.Equal("closed", failed["desktop_name"]!.GetValue<string>());
        Assert.False(failed["success"]!.GetValue<bool>());
        Assert.DoesNotContain("secret-pass-1", events.ToJsonString());
    }

    [Fact]
    public async Task Another_origin_gets_no_socket()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => _user.OpenSocketAsync("silent", "https://evil.example"));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> BadFirstMessages =>
    [
        "", "not json", "[]", "{}", """{"type":"connect"}""", """{"type":"connect","login":"a","password":"b","width":-1,"height":100}""",
        """{"type":"connect","login":1,"password":{},"width":"x","height":null}""", """{"type":"certificate","accept":true}""",
        $$"""{"type":"connect","login":"{{new string('a', 200_000)}}","password":"b","width":800,"height":600}""",
    ];

    [Theory]
    [MemberData(nameof(BadFirstMessages))]
    public async Task A_bad_first_message_ends_the_socket_with_a_reason(string message)
    {
        using var socket = await _user.OpenSocketAsync("silent");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, limit.Token);
        var buffer = new byte[65536];
        var answer = await socket.ReceiveAsync(buffer, limit.Token);
        Assert.Equal(WebSocketMessageType.Text, answer.MessageType);
        var end = JsonNode.Parse(buffer.AsSpan(0, answer.Count))!;
        Assert.Equal("end", end["type"]!.GetValue<string>());
        Assert.Equal("bad_message", end["code"]!.GetValue<string>());
        Assert.False(_server.HasExited);
    }
}
