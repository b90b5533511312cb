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
    private Task<Incoming>? _receiving;

    /// <summary>The last message; gone at the next <see cref="ReceiveAsync"/>.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Whether the browser closed the connection, or it broke.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>
    /// Waits for a message. Giving up the wait leaves the socket as it is, and the next call waits on: a WebSocket whose
    /// receive is cancelled is broken, and could not even say why the session ended.
    /// </summary>
    public async Task<Incoming> ReceiveAsync(CancellationToken cancellation)
    {
        if (IsClosed)
            return Incoming.Closed;
        _receiving ??= ReceiveNextAsync();
        var received = await _receiving.WaitAsync(cancellation);
        _receiving = null;
        return received;
    }

    /// <summary>
    /// Sends what is in the outbox until it is completed, then its last message and the closing handshake's first half.
    /// Returns early, and does not throw, when the connection breaks or the wait is given up.
    /// </summary>
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
        catch (Exception error) when (IsBroken(error))
        {
            // The reader learns of it too. A connection that is cut may break before or after its token is cancelled.
        }
        finally
        {
            outbox.Discard();
        }
    }

    /// <summary>Breaks the connection off unless it is closed, and returns when nothing is under way on it any more.</summary>
    public async Task AbortAsync()
    {
        if (!IsClosed)
            socket.Abort();
        if (_receiving is { } receiving)
            await receiving;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        (_buffer, Message) = ([], default);
        socket.Dispose();
    }

    /// <summary>An aborted WebSocket throws a cancellation that nobody asked for.</summary>
    private static bool IsBroken(Exception error) => error is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException;

    private async Task<Incoming> ReceiveNextAsync()
    {
        if (_buffer.Length > 16 * SmallBuffer)
            Rent(SmallBuffer, keep: 0);
        var length = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
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
        catch (Exception error) when (IsBroken(error))
        {
            return Close();
        }
    }

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
