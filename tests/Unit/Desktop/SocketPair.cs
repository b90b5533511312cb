using System.Net;
using System.Net.Sockets;

namespace Hindsight.Unit.Desktop;

/// <summary>Two sockets that are connected to each other.</summary>
internal static class SocketPair
{
    internal static async Task<(Socket Ours, Socket Theirs)> OpenAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var ours = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await ours.ConnectAsync(listener.LocalEndpoint);
        return (ours, await listener.AcceptSocketAsync());
    }
}
