using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Client;
using Hindsight.Server.Configuration;
using Hindsight.Server.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Unit.Server.Web;

/// <summary>A server of this process, on a port of its own and with a directory of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    internal const string Password = "correct horse battery";

    private readonly TemporaryDirectory _directory;

    private TestServer(TemporaryDirectory directory, ServerConfiguration configuration, ServerHost host)
    {
        _directory = directory;
        Configuration = configuration;
        Host = host;
        Address = new Uri(host.Application.Urls.First(u => u.StartsWith("https", StringComparison.Ordinal)));
        Admin = new AdminClient(configuration.DataDirectory);
        Http = NewBrowser();
    }

    internal ServerConfiguration Configuration { get; }

    internal ServerHost Host { get; }

    internal Uri Address { get; }

    internal AdminClient Admin { get; }

    /// <summary>A browser that has no cookies yet and trusts the server's certificate.</summary>
    internal HttpClient Http { get; }

    /// <summary>The cluster's part of the API.</summary>
    internal string Site => $"/v1/webapi/sites/{Configuration.ClusterName}";

    internal static ServerConfiguration Configure(string dataDirectory) => new()
    {
        NodeName = "test-node",
        DataDirectory = dataDirectory,
        Log = new LogConfiguration { Output = Path.Combine(dataDirectory, "log"), Severity = Microsoft.Extensions.Logging.LogLevel.Debug },
        Proxy = new ProxyConfiguration { WebListen = new ListenAddress("127.0.0.1", 0) },
    };

    internal static async Task<TestServer> StartAsync(Func<ServerConfiguration, ServerConfiguration>? change = null, Action<IServiceCollection>? replace = null)
    {
        var directory = new TemporaryDirectory();
        var configuration = Configure(directory.Path);
        configuration = change?.Invoke(configuration) ?? configuration;
        return new TestServer(directory, configuration, await ServerHost.StartAsync(configuration, TimeProvider.System, CancellationToken.None, replace));
    }

    internal HttpClient NewBrowser() => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => PinnedCertificate.IsShown(shown, Host.Certificates[0].Sha256) },
        CookieContainer = new CookieContainer(),
        AllowAutoRedirect = false,
    })
    { BaseAddress = Address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

    /// <summary>Makes a user and signs them in; gives the answer of the sign-in.</summary>
    internal async Task<JsonNode> SignInAsync(string user, params string[] roles)
    {
        await Admin.AddUserAsync(user, roles, Password, CancellationToken.None);
        using var response = await PostAsync("/v1/webapi/sessions/web", $$"""{"user":"{{user}}","password":"{{Password}}"}""");
        response.EnsureSuccessStatusCode();
        return await BodyAsync(response);
    }

    /// <summary>Posts JSON as our own pages would.</summary>
    internal Task<HttpResponseMessage> PostAsync(string path, string json, string? token = null) =>
        SendAsync(HttpMethod.Post, path, json, Address.GetLeftPart(UriPartial.Authority), token);

    /// <summary>Sends a request with everything chosen.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json, string? origin, string? token)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (token is not null)
            request.Headers.Add("X-CSRF-Token", token);
        return await Http.SendAsync(request);
    }

    internal static async Task<JsonNode> BodyAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The code of an error.</summary>
    internal static async Task<string> ErrorAsync(HttpResponseMessage response) =>
        (string)(await BodyAsync(response))["error"]!["code"]!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Admin.Dispose();
        await Host.DisposeAsync();
        _directory.Dispose();
    }
}
