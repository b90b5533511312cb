using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Hindsight.Desktop.Protocol;

/// <summary>Sends commands in order without ever making the caller wait.</summary>
internal sealed class CommandQueue(Socket control)
{
    /// <summary>Past this many waiting commands, pointer moves are left out: the next one says more.</summary>
    private const int MovesLeftOutAbove = 64;

    // A worker reads its commands every few milliseconds. One that leaves a thousand unread does not work any more, so a
    // full queue is an answer the caller acts on, not something to wait for.
    private readonly Channel<byte[]> _commands = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(1024) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // Only the newest text matters, and a thousand long ones would be a lot of memory.
    private byte[]? _clipboard;

    private volatile bool _closed;

    /// <summary>False when the queue is full. What is sent after the end is left out.</summary>
    internal bool Send(byte[] command) => _commands.Writer.TryWrite(command) || _closed;

    internal void SendMove(byte[] command)
    {
        if (_commands.Reader.Count < MovesLeftOutAbove)
            _commands.Writer.TryWrite(command);
    }

    internal bool SendClipboard(byte[] command) => Interlocked.Exchange(ref _clipboard, command) is not null || Send([]);

    /// <summary>Runs until <see cref="Close"/>; settings, of which one is the password, are cleared once sent.</summary>
    internal async Task RunAsync()
    {
        try
        {
            await foreach (var command in _commands.Reader.ReadAllAsync())
            {
                var bytes = command.Length > 0 ? command : Interlocked.Exchange(ref _clipboard, null) ?? [];
                for (var sent = 0; sent < bytes.Length;)
                    sent += await control.SendAsync(bytes.AsMemory(sent));
                if (bytes.Length > 0 && bytes[4] == (byte)WorkerCommand.Setting)
                    CryptographicOperations.ZeroMemory(bytes);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The worker is gone; its reader finds out why.
            Close();
        }
    }

    internal void Close()
    {
        _closed = true;
        _commands.Writer.TryComplete();
    }
}
