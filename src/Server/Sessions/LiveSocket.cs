using System.Buffers;
using System.Net.WebSockets;

namespace Hindsight.Server.Sessions;

/// <summary>What came from a browser.</summary>
internal enum Incoming
{
    Text,
    Binary,

    /// <summary>More bytes than any message may have.</summary>
    TooLong,

    /// <summary>The browser closed the connection, or it broke.</summary>
    Closed,
}

/// <summary>
/// One WebSocket with one reader and one writer. Each message is bounded before it is gathered; what is sent comes from
/// the outbox, which is bounded too.
/// </summary>
internal sealed class LiveSocket(WebSocket socket, Outbox outbox) : IDisposable
{
    private const int SmallBuffer = 4096;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);

    /// <summary>The last message; gone at the next <see cref="ReceiveAsync"/>.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Whether the browser closed the connection, or it broke.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Waits for a message.</summary>
    public async ValueTask<Incoming> ReceiveAsync(CancellationToken cancellation)
    {
        if (IsClosed)
            return Incoming.Closed;
        if (_buffer.Length > 16 * SmallBuffer)
            Rent(SmallBuffer, keep: 0);
        var length = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
                length += part.Count;
                if (part.MessageType == WebSocketMessageType.Close)
                    return Close();
                if (length > ClientMessage.MaxLength)
                    return Incoming.TooLong;
                Message = _buffer.AsMemory(0, length);
                if (part.EndOfMessage)
                    return part.MessageType == WebSocketMessageType.Text ? Incoming.Text : Incoming.Binary;
                if (length == _buffer.Length)
                    Rent(Math.Min(2 * _buffer.Length, ClientMessage.MaxLength + SmallBuffer), keep: length);
            }
        }
        catch (Exception error) when (IsBroken(error) && !cancellation.IsCancellationRequested)
        {
            return Close();
        }
    }

    /// <summary>Sends what is in the outbox until it is completed, then its last message and the closing handshake's first half.</summary>
    public async Task SendAllAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in outbox.ReadAllAsync(cancellation))
            {
                try
                {
                    var type = message.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                    await socket.SendAsync(message.Bytes, type, WebSocketMessageFlags.EndOfMessage, cancellation);
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(message.Array);
                }
            }

            if (!outbox.Last.IsEmpty)
                await socket.SendAsync(outbox.Last, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellation);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
        catch (Exception error) when (IsBroken(error) && !cancellation.IsCancellationRequested)
        {
            // The reader learns of it too.
        }
        finally
        {
            outbox.Discard();
        }
    }

    /// <summary>Breaks the connection off; a reader that waits gets <see cref="Incoming.Closed"/>.</summary>
    public void Abort() => socket.Abort();

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, Message) = ([], default);
        socket.Dispose();
    }

    /// <summary>An aborted WebSocket throws a cancellation that nobody asked for.</summary>
    private static bool IsBroken(Exception error) => error is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException;

    private Incoming Close()
    {
        IsClosed = true;
        return Incoming.Closed;
    }

    private void Rent(int size, int keep)
    {
        var other = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, keep).CopyTo(other);
        // A clipboard or a password may have been in it.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = other;
    }
}
