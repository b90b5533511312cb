using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>A signed-in user of the web API, without a browser.</summary>
internal sealed class SignedIn : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly HindsightServer _server;

    private SignedIn(HindsightServer server)
    {
        _server = server;
        _http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = _cookies,
            SslOptions = { RemoteCertificateValidationCallback = server.IsOwnCertificate },
        })
        { BaseAddress = server.Address };
        _http.DefaultRequestHeaders.Add("Origin", Origin);
    }

    public string Origin => _server.Address.GetLeftPart(UriPartial.Authority);

    private static string Api => $"/v1/webapi/sites/{HindsightServer.Cluster}";

    public static async Task<SignedIn> AsAsync(HindsightServer server, string user, string password)
    {
        var client = new SignedIn(server);
        using var answer = await client._http.PostAsync("/v1/webapi/sessions/web", JsonContent(new JsonObject { ["user"] = user, ["password"] = password }));
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"sign-in: {(int)answer.StatusCode} {text}");
        client._http.DefaultRequestHeaders.Add("X-CSRF-Token", JsonNode.Parse(text)!["csrfToken"]!.GetValue<string>());
        return client;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(Api + path);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"GET {path}: {(int)answer.StatusCode} {text}");
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public async Task<byte[]> DownloadAsync(string sid)
    {
        using var answer = await _http.GetAsync($"{Api}/recordings/{sid}/data");
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The recording's row once <paramref name="settled"/> holds for it; fails after 20 s.</summary>
    public async Task<JsonNode> RecordingAsync(string sid, Func<JsonNode, bool> settled)
    {
        JsonNode row = new JsonObject();
        for (var i = 0; i < 100; i++)
        {
            row = await GetAsync($"/recordings/{sid}");
            if (settled(row))
                return row;
            await Task.Delay(200);
        }

        throw new TimeoutException($"the recording did not settle: {row}\n{_server.Log}");
    }

    /// <summary>The recording's row once it is in a final state.</summary>
    public Task<JsonNode> FinishedAsync(string sid) =>
        RecordingAsync(sid, r => r["state"]!.GetValue<string>() is "complete" or "incomplete" or "lost" or "off");

    /// <summary>The newest audit event with <paramref name="code"/>, and all of the newest; fails after 10 s without one.</summary>
    public async Task<(JsonNode Event, JsonNode All)> EventAsync(string code)
    {
        JsonNode all = new JsonArray();
        for (var i = 0; i < 50; i++)
        {
            all = (await GetAsync("/audit?limit=50"))["items"]!;
            if (all.AsArray().FirstOrDefault(e => e!["code"]!.GetValue<string>() == code) is { } found)
                return (found, all);
            await Task.Delay(200);
        }

        throw new TimeoutException($"no event {code} came: {all}");
    }

    public async Task<ClientWebSocket> OpenSocketAsync(string desktop, string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = _cookies;
        socket.Options.RemoteCertificateValidationCallback = _server.IsOwnCertificate;
        socket.Options.SetRequestHeader("Origin", origin ?? Origin);
        var uri = new UriBuilder(_server.Address) { Scheme = "wss", Path = $"{Api}/desktops/{desktop}/connect/ws" }.Uri;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await socket.ConnectAsync(uri, limit.Token);
        return socket;
    }

    public void Dispose() => _http.Dispose();

    private static StringContent JsonContent(JsonNode node) => new(node.ToJsonString(new JsonSerializerOptions()), System.Text.Encoding.UTF8, "application/json");
}
