using System.Net;
using System.Net.Sockets;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>A port that is not an RDP host: it says nothing, or answers whatever it hears with <c>answer</c>.</summary>
internal sealed class BadHost : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _open = [];
    private readonly byte[]? _answer;

    public BadHost(byte[]? answer)
    {
        _answer = answer;
        _listener.Start();
        Accepting = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    private Task Accepting { get; }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_open)
            _open.ForEach(s => s.Dispose());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                lock (_open)
                    _open.Add(socket);
                _ = AnswerAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
                if (_answer is null)
                    continue;
                await socket.SendAsync(_answer);
                socket.Shutdown(SocketShutdown.Both);
                return;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side, or the test, is gone.
        }
    }
}
