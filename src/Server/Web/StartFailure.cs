using System.Net.Sockets;
using Hindsight.Server.Configuration;
using Hindsight.Server.Database;
using Microsoft.AspNetCore.Connections;

namespace Hindsight.Server.Web;

/// <summary>Says in a sentence why the server did not start.</summary>
internal static class StartFailure
{
    /// <summary>The sentence, or null when it is none of the usual reasons.</summary>
    internal static string? Explain(Exception error, ServerConfiguration configuration)
    {
        var listen = configuration.Proxy.WebListen;
        return error switch
        {
            StartException or DatabaseException => error.Message,
            IOException { InnerException: AddressInUseException } => $"{listen} is in use by another program: stop it, or choose another port with proxy_service.web_listen_addr",
            SocketException { SocketErrorCode: SocketError.AccessDenied } => $"this user may not listen on {listen}: choose a port of 1024 or more with proxy_service.web_listen_addr, or start as root",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"{listen.Host} is not an address of this host: write one that is, or 0.0.0.0 for all of them, in proxy_service.web_listen_addr",
            SocketException => $"the server can't listen on {listen} ({error.Message}): choose another address with proxy_service.web_listen_addr",
            _ => null,
        };
    }
}
