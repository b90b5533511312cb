using System.Net;
using System.Net.Sockets;

namespace Hindsight.Benchmarks.Live;

/// <summary>
/// Stands between the worker and the desktop and notes when the desktop sent something: the last moment before our own
/// work begins. Passes everything on as it is.
/// </summary>
internal sealed class WireTap : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly Lock _lock = new();
    private readonly List<double> _times = [];
    private long _bytes;

    public WireTap(int desktopPort)
    {
        _port = desktopPort;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Bytes that the desktop has sent.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Milliseconds since 1970 at which the desktop sent something, in order.</summary>
    public double[] Times()
    {
        lock (_lock)
            return [.. _times];
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = JoinAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task JoinAsync(Socket worker)
    {
        using var desktop = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (worker)
        {
            await desktop.ConnectAsync(IPAddress.Loopback, _port);
            (worker.NoDelay, desktop.NoDelay) = (true, true);
            await Task.WhenAny(PassAsync(worker, desktop, noted: false), PassAsync(desktop, worker, noted: true));
        }
    }

    private async Task PassAsync(Socket from, Socket to, bool noted)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0)
            {
                if (noted)
                    Note(count);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Either side is gone, and with it the connection.
        }
    }

    private void Note(int bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        lock (_lock)
            _times.Add(WallClock.Milliseconds);
    }
}
