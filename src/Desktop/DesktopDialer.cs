using System.Net;
using System.Net.Sockets;

namespace Hindsight.Desktop;

/// <summary>Finds and connects to the host, so that the worker needs no network and each error keeps its name.</summary>
internal static class DesktopDialer
{
    // A host that has gone without a word is noticed within a minute.
    private const int KeepAliveTime = 30, KeepAliveInterval = 10, KeepAliveRetries = 3;

    internal static async Task<Socket> DialAsync(
        DesktopTarget target, DesktopWorkerOptions options, IProgress<DesktopStage>? progress, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            progress?.Report(DesktopStage.Resolving);
            var addresses = await ResolveAsync(target, either.Token);
            progress?.Report(DesktopStage.Connecting);
            return await ConnectAsync(target, addresses, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new DesktopException(
                DesktopFailure.TimedOut,
                $"{target.Host}:{target.Port} did not answer within {options.ConnectTimeout.TotalSeconds:0} seconds. Check that the desktop {target.Name} is switched on and that no firewall is in between.");
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(DesktopTarget target, CancellationToken cancellation)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation);
            if (addresses.Length > 0)
                return addresses;
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            throw NoAddress(target, error);
        }

        throw NoAddress(target, null);
    }

    private static DesktopException NoAddress(DesktopTarget target, Exception? error) => new(
        DesktopFailure.DnsFailed,
        $"The name {target.Host} has no address. Check the address of the desktop {target.Name} and this server's DNS.", error);

    private static async Task<Socket> ConnectAsync(DesktopTarget target, IPAddress[] addresses, CancellationToken cancellation)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, target.Port, cancellation);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveTime);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveInterval);
                socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
                return socket;
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!.SocketErrorCode switch
        {
            SocketError.TimedOut => new DesktopException(
                DesktopFailure.TimedOut, $"{target.Host}:{target.Port} did not answer. Check that the desktop {target.Name} is switched on.", last),
            SocketError.ConnectionRefused => new DesktopException(
                DesktopFailure.Refused, $"Nothing listens on {target.Host}:{target.Port}. Check the port and that Remote Desktop is turned on there.", last),
            _ => new DesktopException(
                DesktopFailure.Refused, $"{target.Host}:{target.Port} cannot be reached ({last.Message}). Check this server's network and the address of the desktop {target.Name}.", last),
        };
    }
}
