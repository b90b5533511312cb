using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Server.Configuration;
using Hindsight.Server.Recorder;
using Hindsight.Server.Sessions;
using Hindsight.Unit.Server.Recorder;
using Hindsight.Unit.Server.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>A whole server whose desktops are a test's own.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private LiveServer(TestServer server, FakeDesktops desktops) => (Server, Desktops) = (server, desktops);

    public TestServer Server { get; }

    public FakeDesktops Desktops { get; }

    public SessionRegistry Registry => Server.Host.Application.Services.GetRequiredService<SessionRegistry>();

    /// <summary>The cookie of the person who signed in last.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>That person's token for changing requests.</summary>
    public string Token { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LiveServer> StartAsync(SessionOptions? sessions = null, RecorderOptions? recorder = null, SessionRecordingMode mode = SessionRecordingMode.Node, bool encrypted = false)
    {
        var desktops = new FakeDesktops();
        var server = await TestServer.StartAsync(
            c => c with
            {
                Auth = c.Auth with { SessionRecording = mode, Encryption = new RecordingEncryptionConfiguration { Enabled = encrypted } },
                DesktopService = new DesktopServiceConfiguration
                {
                    Enabled = true,
                    StaticHosts = [new DesktopHostConfiguration { Name = "d1", Address = new ListenAddress("192.0.2.7", 3389) }],
                },
            },
            services => services
                .AddSingleton<IDesktops>(desktops)
                .AddSingleton(sessions ?? new SessionOptions())
                .AddSingleton(recorder ?? new RecorderOptions { MinimumFreeBytes = 0 }));
        var live = new LiveServer(server, desktops);
        await live.SignInAsync("alice", "access");
        return live;
    }

    public async Task SignInAsync(string user, params string[] roles)
    {
        await Server.Admin.AddUserAsync(user, roles, TestServer.Password, Cancellation);
        using var response = await Server.PostAsync("/v1/webapi/sessions/web", $$"""{"user":"{{user}}","password":"{{TestServer.Password}}"}""");
        response.EnsureSuccessStatusCode();
        Cookie = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Token = (string)(await TestServer.BodyAsync(response))["csrfToken"]!;
    }

    /// <summary>Opens the WebSocket of a desktop as a page of ours would, or as another.</summary>
    public async Task<LiveClient> OpenAsync(string desktop = "d1", string? origin = null, string? cookie = null)
    {
        Socket? connection = null;
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => PinnedCertificate.IsShown(shown, Server.Host.Certificates[0].Sha256) },
            ConnectCallback = async (context, cancellation) =>
            {
                connection = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await connection.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin ?? Server.Address.GetLeftPart(UriPartial.Authority));
        socket.Options.SetRequestHeader("Cookie", cookie ?? Cookie);
        socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(Server.Address) { Scheme = "wss", Path = $"{Server.Site}/desktops/{desktop}/connect/ws" }.Uri;
        await socket.ConnectAsync(address, invoker, Cancellation);
        return new LiveClient(socket, connection!);
    }

    /// <summary>Opens a session and waits until it has started.</summary>
    public async Task<(LiveClient Client, FakeDesktop Desktop)> BeginAsync(int width = 320, int height = 200)
    {
        var client = await OpenAsync();
        await client.SendConnectAsync(width, height);
        await client.UntilAsync("started");
        FakeDesktop? desktop = null;
        await Settle.UntilAsync(() => Task.FromResult(Desktops.Opened.TryDequeue(out desktop)));
        return (client, desktop!);
    }

    /// <summary>The recording's row once it is in one of the last states, or null when there is no row.</summary>
    public async Task<JsonNode> FinishedAsync(string sid)
    {
        JsonNode? row = null;
        await Settle.UntilAsync(async () =>
        {
            row = await GetAsync($"/recordings/{sid}");
            return (string?)row["state"] is "complete" or "incomplete" or "lost" || (row["end"] is not null && (string?)row["state"] == "off");
        });
        return row!;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Server.Http.GetAsync(Server.Site + path, Cancellation);
        return await TestServer.BodyAsync(response);
    }

    /// <summary>The names and codes of all audit events of a session, oldest first.</summary>
    public async Task<List<string>> EventsAsync(string? sid = null) =>
        (await GetAsync("/audit?limit=500"))["items"]!.AsArray()
        .Where(e => sid is null || (string?)e!["sid"] == sid)
        .Select(e => $"{(string)e!["event"]!} {(string)e!["code"]!}").Reverse().ToList();

    /// <summary>What the server has logged so far.</summary>
    public async Task<string> LogAsync()
    {
        await using var file = new FileStream(Path.Combine(Server.Configuration.DataDirectory, "log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
