using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hindsight.Server.Configuration;
using Hindsight.Server.Web;
using Xunit;

namespace Hindsight.Unit.Server.Web;

public sealed class ServerHostTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_that_it_is_up_and_what_it_is()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("ok\n", await server.Http.GetStringAsync("/healthz", Cancellation));
        Assert.Equal("ready\n", await server.Http.GetStringAsync("/readyz", Cancellation));
        var ping = await TestServer.BodyAsync(await server.Http.GetAsync("/v1/webapi/ping", Cancellation));
        Assert.Equal(("test-node", false), ((string)ping["clusterName"]!, (bool)ping["desktopAccess"]!));
        Assert.Contains("windows_desktop_service.enabled", (string)ping["desktopAccessProblem"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_the_headers()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var path in new[] { "/", "/web/login", "/healthz", "/nothing", "/v1/webapi/sessions/web", "/v1/admin/users" })
        {
            using var response = await server.Http.GetAsync(path, Cancellation);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(response.Headers.Contains("Strict-Transport-Security"));
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/v1/webapi/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/v1/admin/users", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/v1/webapi/sites/test-node/desktops", HttpStatusCode.Unauthorized, "not_signed_in")]
    [InlineData("/v1/webapi/sites/test-node/audit", HttpStatusCode.Unauthorized, "not_signed_in")]
    public async Task Nothing_is_open_that_need_not_be(string path, HttpStatusCode status, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.GetAsync(path, Cancellation);
        Assert.Equal((status, code), (response.StatusCode, await TestServer.ErrorAsync(response)));
    }

    [Fact]
    public async Task The_cluster_is_named_in_its_addresses()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignInAsync("alice", "auditor");
        Assert.Equal("no_such_cluster", await TestServer.ErrorAsync(await server.Http.GetAsync("/v1/webapi/sites/other/audit", Cancellation)));
        using var response = await server.Http.GetAsync($"{server.Site}/audit?limit=1", Cancellation);
        var page = await TestServer.BodyAsync(response);
        Assert.Equal("user.login", (string)page["items"]![0]!["event"]!);
        var next = await TestServer.BodyAsync(await server.Http.GetAsync($"{server.Site}/audit?limit=500&startKey={page["startKey"]}", Cancellation));
        Assert.Equal("user.create", (string)next["items"]![0]!["event"]!);
        Assert.Null(next["startKey"]);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("limit=x")]
    [InlineData("from=yesterday")]
    [InlineData("to=2026-13-01")]
    [InlineData("startKey=x")]
    [InlineData("startKey=9999999999999999999")]
    public async Task A_query_that_makes_no_sense_is_refused(string query)
    {
        await using var server = await TestServer.StartAsync();
        await server.SignInAsync("alice", "auditor");
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Http.GetAsync($"{server.Site}/audit?{query}", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_person_sees_the_desktops_and_whether_they_are_recorded()
    {
        await using var server = await TestServer.StartAsync(c => c with
        {
            Auth = new AuthConfiguration { SessionRecording = SessionRecordingMode.Off },
            DesktopService = new DesktopServiceConfiguration
            {
                Enabled = true,
                Labels = new Dictionary<string, string> { ["site"] = "a" },
                StaticHosts = [new DesktopHostConfiguration { Name = "d1", Address = new ListenAddress("192.0.2.1", 3389), Labels = new Dictionary<string, string> { ["env"] = "x" }, CertificateSha256 = new string('a', 64) }],
            },
        });
        await server.SignInAsync("alice", "access");
        var item = Assert.Single((await TestServer.BodyAsync(await server.Http.GetAsync($"{server.Site}/desktops", Cancellation)))["items"]!.AsArray())!;
        Assert.Equal(
            $$$"""{"name":"d1","addr":"192.0.2.1:3389","labels":{"site":"a","env":"x"},"logins":[],"graphics":"lossless","certificate":{"sha256":"{{{new string('a', 64)}}}","pinnedBy":"configuration"},"recording":{"on":false,"rule":"the cluster\u0027s mode is off"}}""",
            item.ToJsonString());
    }

    [Fact]
    public async Task A_large_request_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.PostAsync("/v1/webapi/sessions/web", $$"""{"user":"{{new string('a', 70_000)}}","password":"x"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("too_large", await TestServer.ErrorAsync(response));
    }

    [Fact]
    public async Task A_foreign_page_opens_no_WebSocket()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/web/login") { Version = HttpVersion.Version11 };
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==");
        request.Headers.Add("Origin", "https://evil.example");
        using var response = await server.Http.SendAsync(request, Cancellation);
        Assert.Equal("foreign_origin", await TestServer.ErrorAsync(response));
    }

    [Fact]
    public async Task The_administration_socket_offers_administration_only()
    {
        await using var server = await TestServer.StartAsync();
        var path = AdminSocket.PathIn(server.Configuration.DataDirectory);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), Cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /v1/webapi/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(new NetworkStream(socket));
        Assert.StartsWith("HTTP/1.1 404", await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_certificate_is_made_once_and_names_it()
    {
        using var directory = new TemporaryDirectory();
        var configuration = TestServer.Configure(directory.Path) with { Proxy = new ProxyConfiguration { WebListen = new ListenAddress("127.0.0.1", 0), PublicAddresses = [new ListenAddress("hs.example.com", 443)] } };
        var first = ServerCertificate.Load(configuration, TimeProvider.System.GetUtcNow())[0];
        foreach (var name in new[] { "localhost", "127.0.0.1", "::1", "test-node", "hs.example.com" })
            Assert.True(first.Leaf.MatchesHostname(name), name);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.File("tls/self-signed.key")));
        Assert.Equal(first.Sha256, ServerCertificate.Load(configuration, TimeProvider.System.GetUtcNow())[0].Sha256);

        // A new name, and the end of its time, each make another.
        Assert.NotEqual(first.Sha256, ServerCertificate.Load(configuration with { NodeName = "renamed" }, TimeProvider.System.GetUtcNow())[0].Sha256);
        Assert.NotEqual(first.Sha256, ServerCertificate.Load(configuration, TimeProvider.System.GetUtcNow().AddDays(720))[0].Sha256);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_configured_certificate_is_shown_and_then_TLS_is_a_must()
    {
        using var directory = new TemporaryDirectory();
        var made = ServerCertificate.Load(TestServer.Configure(directory.Path) with { NodeName = "hs.example.com" }, TimeProvider.System.GetUtcNow())[0];
        await using var server = await TestServer.StartAsync(c => c with
        {
            Proxy = c.Proxy with { KeyPairs = [new KeyPairFiles(directory.File("tls/self-signed.key"), directory.File("tls/self-signed.crt"))] },
        });
        string? shown = null;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, c, _, _) => (shown = ((X509Certificate2)c!).GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)) is not null },
        });
        using var response = await client.GetAsync(new Uri(server.Address, "/healthz"), Cancellation);
        Assert.Equal(made.Sha256, shown, ignoreCase: true);
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_second_server_is_told_that_the_directory_is_taken()
    {
        await using var server = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(server.Configuration, TimeProvider.System, Cancellation));
        Assert.Contains("another teleport uses the data directory", error.Message, StringComparison.Ordinal);
        Assert.Equal("ok\n", await server.Http.GetStringAsync("/healthz", Cancellation));
    }

    [Fact]
    public async Task A_taken_port_is_told_and_leaves_nothing_behind()
    {
        await using var server = await TestServer.StartAsync();
        using var directory = new TemporaryDirectory();
        var configuration = TestServer.Configure(directory.Path) with { Proxy = new ProxyConfiguration { WebListen = new ListenAddress("127.0.0.1", server.Address.Port) } };
        var error = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(configuration, TimeProvider.System, Cancellation));
        Assert.Contains($"127.0.0.1:{server.Address.Port} is in use", error.Message, StringComparison.Ordinal);
        await using var retry = await ServerHost.StartAsync(configuration with { Proxy = new ProxyConfiguration { WebListen = new ListenAddress("127.0.0.1", 0) } }, TimeProvider.System, Cancellation);
    }

    [Theory]
    [InlineData("192.0.2.99", "not an address of this host")]
    [InlineData("no-such-host.invalid", "has no address")]
    public async Task An_address_that_is_not_ours_is_told(string host, string reason)
    {
        using var directory = new TemporaryDirectory();
        var configuration = TestServer.Configure(directory.Path) with { Proxy = new ProxyConfiguration { WebListen = new ListenAddress(host, 3080) } };
        var error = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(configuration, TimeProvider.System, Cancellation));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_told()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("x"), "", Cancellation);
        var error = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(TestServer.Configure(directory.File("x")), TimeProvider.System, Cancellation));
        Assert.Contains("--data-dir", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_with_too_long_a_name_is_told()
    {
        var error = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(TestServer.Configure("/tmp/" + new string('x', 120)), TimeProvider.System, Cancellation));
        Assert.Contains("at most 90 characters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_has_requests_without_their_queries_and_no_secret()
    {
        using var directory = new TemporaryDirectory();
        var log = directory.File("log");
        await using (var server = await TestServer.StartAsync(c => c with { Log = c.Log with { Output = log, Json = true } }))
        {
            await server.SignInAsync("alice", "access");
            await server.Http.GetAsync($"{server.Site}/audit?from=secret-in-query", Cancellation);
        }

        var text = await File.ReadAllTextAsync(log, Cancellation);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.NotNull(System.Text.Json.Nodes.JsonNode.Parse(line)));
        Assert.Contains("/v1/webapi/sites/test-node/audit", text, StringComparison.Ordinal);
        Assert.Contains("\"component\":\"Audit.AuditLog\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-in-query", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServer.Password, text, StringComparison.Ordinal);
    }
}
