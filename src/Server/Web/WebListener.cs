using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Hindsight.Server.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Hindsight.Server.Web;

/// <summary>Where the server listens, with which certificates and which limits.</summary>
internal static class WebListener
{
    private const int LargestRequestBody = 64 * 1024;
    private const int MostConnections = 4096;

    /// <summary>Sets Kestrel up: TLS on the configured address, and the administration socket.</summary>
    internal static void Configure(KestrelServerOptions kestrel, ServerConfiguration configuration, IReadOnlyList<LoadedCertificate> certificates)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections / 4;
        kestrel.Limits.MaxRequestBodySize = LargestRequestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.Http2.MaxStreamsPerConnection = 64;
        var listen = configuration.Proxy.WebListen;
        Action<ListenOptions> tls = options => UseTls(options, certificates);
        if (IPAddress.TryParse(listen.Host, out var address))
            kestrel.Listen(address, listen.Port, tls);
        else if (listen.Host == "localhost" && listen.Port != 0)
            kestrel.ListenLocalhost(listen.Port, tls);
        else
            kestrel.Listen(Resolve(listen), tls);
        var socket = AdminSocket.PathIn(configuration.DataDirectory);
        File.Delete(socket);
        kestrel.ListenUnixSocket(socket, options => options.UseAdminSocket());
    }

    private static void UseTls(ListenOptions options, IReadOnlyList<LoadedCertificate> certificates)
    {
        options.Protocols = HttpProtocols.Http1AndHttp2;
        var contexts = certificates.Select(c => (c.Leaf, Context: SslStreamCertificateContext.Create(c.Leaf, c.Chain, offline: true))).ToList();
        options.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = connection =>
            {
                var name = connection.ClientHelloInfo.ServerName;
                var chosen = contexts.FirstOrDefault(c => name.Length > 0 && c.Leaf.MatchesHostname(name));
                return ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = chosen.Context ?? contexts[0].Context,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                });
            },
        });
    }

    private static IPEndPoint Resolve(ListenAddress listen)
    {
        try
        {
            return new IPEndPoint(Dns.GetHostAddresses(listen.Host)[0], listen.Port);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new StartException($"proxy_service.web_listen_addr names {listen.Host}, which has no address ({e.Message}): write an address of this host, or 0.0.0.0 for all of them", e);
        }
    }
}
