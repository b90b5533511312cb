using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;

namespace Hindsight.Server.Sessions;

/// <summary>A message on its way to a browser. Whoever takes it from the outbox returns the array to the shared pool.</summary>
internal readonly record struct OutgoingMessage(byte[] Array, int Length, bool IsText)
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => Array.AsMemory(0, Length);
}

/// <summary>
/// What is to be sent to one browser. It never waits: records are bounded by the viewer's window, the rest is rare, and
/// a browser that lets <see cref="Capacity"/> messages pile up is not listening any more.
/// </summary>
internal sealed class Outbox
{
    /// <summary>Messages that may wait; well over <see cref="Viewer.MaxMessages"/>.</summary>
    public const int Capacity = 64;

    // Full mode: TryWrite fails, and the connection is given up; nothing may be skipped here.
    private readonly Channel<OutgoingMessage> _messages = Channel.CreateBounded<OutgoingMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly TaskCompletionSource _overflowed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _last;

    /// <summary>Completes when the browser has stopped reading.</summary>
    public Task Overflowed => _overflowed.Task;

    /// <summary>Sends a JSON message.</summary>
    public void Post(ServerMessage message)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, LiveJson.Default.ServerMessage);
        var array = ArrayPool<byte>.Shared.Rent(json.Length);
        json.CopyTo(array, 0);
        Post(new OutgoingMessage(array, json.Length, IsText: true));
    }

    /// <summary>Sends a message; its array belongs to the outbox from now on.</summary>
    public void Post(OutgoingMessage message)
    {
        if (_messages.Writer.TryWrite(message))
            return;
        ArrayPool<byte>.Shared.Return(message.Array);
        if (Volatile.Read(ref _last) is null)
            _overflowed.TrySetResult();
    }

    /// <summary>Sends a last JSON message, after all others, and takes no more. Only the first call counts.</summary>
    public void Complete(ServerMessage message)
    {
        Interlocked.CompareExchange(ref _last, JsonSerializer.SerializeToUtf8Bytes(message, LiveJson.Default.ServerMessage), null);
        _messages.Writer.TryComplete();
    }

    /// <summary>The messages, until <see cref="Complete"/>.</summary>
    public IAsyncEnumerable<OutgoingMessage> ReadAllAsync(CancellationToken cancellation) => _messages.Reader.ReadAllAsync(cancellation);

    /// <summary>Takes the next message if there is one.</summary>
    public bool TryTake(out OutgoingMessage message) => _messages.Reader.TryRead(out message);

    /// <summary>The message of <see cref="Complete"/>.</summary>
    public ReadOnlyMemory<byte> Last => Volatile.Read(ref _last);

    /// <summary>Gives back what nobody will send any more.</summary>
    public void Discard()
    {
        _messages.Writer.TryComplete();
        while (TryTake(out var message))
            ArrayPool<byte>.Shared.Return(message.Array);
    }
}
