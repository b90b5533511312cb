using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.EndToEnd.Fixtures;

/// <summary>
/// A viewer in C#: speaks the live protocol of docs/ARCHITECTURE.md, decodes every record and acknowledges it.
/// </summary>
internal sealed class LiveProbe : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly ScreenDecoder _screen = new();
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<JsonNode> _messages = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly List<uint> _unanswered = [];
    private Task _reading = Task.CompletedTask;

    private LiveProbe(ClientWebSocket socket) => _socket = socket;

    /// <summary>Completes with the server's `end` message, or null when the socket closed without one.</summary>
    public TaskCompletionSource<JsonNode?> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<JsonNode> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Text copied on the desktop, as it arrived.</summary>
    public ConcurrentQueue<string> Clipboard { get; } = new();

    public IEnumerable<JsonNode> Messages => _messages;

    public int Pictures { get; private set; }

    /// <summary>Whether the probe answers pictures; a probe that does not is a viewer that fell behind.</summary>
    public bool Acknowledge { get; set; } = true;

    public bool AcceptCertificate { get; init; } = true;

    /// <summary>Told the bytes of each message as it arrives, before anything is done with it.</summary>
    public Action<ReadOnlyMemory<byte>>? Arrived { get; init; }

    public string Sid => Started.Task.IsCompletedSuccessfully ? Started.Task.GetAwaiter().GetResult()["sid"]!.GetValue<string>() : throw new InvalidOperationException("not started");

    public static async Task<LiveProbe> ConnectAsync(SignedIn user, string desktop, string login, string password, int width = 1280, int height = 800, bool acceptCertificate = true, int keyboardLayout = 0, Action<ReadOnlyMemory<byte>>? arrived = null)
    {
        var probe = new LiveProbe(await user.OpenSocketAsync(desktop)) { AcceptCertificate = acceptCertificate, Arrived = arrived };
        probe._reading = probe.ReadAsync();
        await probe.SendAsync(new JsonObject
        {
            ["type"] = "connect", ["login"] = login, ["password"] = password, ["width"] = width, ["height"] = height, ["clipboard"] = true, ["keyboardLayout"] = keyboardLayout,
        });
        return probe;
    }

    /// <summary>Waits for `started`; fails with the server's reason when the session ends first.</summary>
    public async Task<JsonNode> StartedAsync()
    {
        var first = await Task.WhenAny((Task)Started.Task, End.Task).WaitAsync(TimeSpan.FromSeconds(60));
        if (first != Started.Task)
            throw new InvalidOperationException($"the session ended before it started: {await End.Task}");
        return await Started.Task;
    }

    public async Task<JsonNode> EndedAsync(int seconds = 60) =>
        await End.Task.WaitAsync(TimeSpan.FromSeconds(seconds)) ?? throw new InvalidOperationException("the socket closed without an end message");

    /// <summary>The present size and a copy of the picture.</summary>
    public (int Width, int Height, uint[] Pixels) Picture()
    {
        lock (_lock)
            return (_screen.Width, _screen.Height, _screen.Picture.ToArray());
    }

    /// <summary>Waits until <paramref name="holds"/> is true of the picture.</summary>
    public async Task UntilAsync(Func<(int Width, int Height, uint[] Pixels), bool> holds, string what, int seconds = 30)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            if (holds(Picture()))
                return;
            if (End.Task.IsCompleted)
                throw new InvalidOperationException($"the session ended while waiting for {what}: {await End.Task}");
            await Task.Delay(100);
        }

        throw new TimeoutException($"never saw {what}");
    }

    /// <summary>Waits until the desktop has drawn itself: a picture of more colours than an empty screen has.</summary>
    public Task DesktopDrawnAsync(int colours = 8) => UntilAsync(p => p.Width > 0 && p.Pixels.Distinct().Skip(colours).Any(), "the desktop");

    public Task SendAsync(JsonNode message) => SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text);

    public Task SendAsync(byte[] message) => SendAsync(message, WebSocketMessageType.Binary);

    public Task KeyAsync(int scanCode, bool down) => SendAsync([5, (byte)scanCode, (byte)(scanCode >> 8), down ? (byte)1 : (byte)0]);

    public async Task PressAsync(params int[] scanCodes)
    {
        foreach (var code in scanCodes)
            await KeyAsync(code, true);
        foreach (var code in scanCodes.Reverse())
            await KeyAsync(code, false);
    }

    /// <summary>Types text as characters, then presses Enter.</summary>
    public async Task TypeLineAsync(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var message = new byte[5];
            message[0] = 6;
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(1), (uint)rune.Value);
            await SendAsync(message);
        }

        await PressAsync(0x1C);
    }

    public Task MoveAsync(int x, int y) => SendAsync([2, .. U16(x), .. U16(y)]);

    public async Task ButtonAsync(int button, bool down, int x, int y) => await SendAsync([3, (byte)button, down ? (byte)1 : (byte)0, .. U16(x), .. U16(y)]);

    public Task ResizeAsync(int width, int height) => SendAsync([8, .. U16(width), .. U16(height)]);

    public Task ClipboardAsync(string text) => SendAsync([9, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Acknowledges every picture that has not been, and from now on each at once.</summary>
    public async Task CatchUpAsync()
    {
        uint[] numbers;
        lock (_lock)
        {
            Acknowledge = true;
            numbers = [.. _unanswered];
            _unanswered.Clear();
        }

        foreach (var number in numbers)
        {
            var message = new byte[5];
            message[0] = 1;
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(1), number);
            await SendAsync(message);
        }
    }

    /// <summary>Closes the socket as a person who leaves.</summary>
    public async Task LeaveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        if (_socket.State == WebSocketState.Open)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
        await _reading.WaitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private async Task SendAsync(byte[] message, WebSocketMessageType type)
    {
        await _sending.WaitAsync();
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _socket.SendAsync(message, type, true, limit.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[32 << 20];
        JsonNode? end = null;
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                Arrived?.Invoke(buffer.AsMemory(0, length));
                if (part.MessageType == WebSocketMessageType.Binary)
                    await BinaryAsync(buffer.AsMemory(0, length));
                else
                    end = await TextAsync(JsonNode.Parse(buffer.AsSpan(0, length))!) ?? end;
            }
        }
        catch (WebSocketException)
        {
            // The other side is gone; what it said before that counts.
        }
        catch (OperationCanceledException)
        {
            // We aborted.
        }

        End.TrySetResult(end);
    }

    private async Task<JsonNode?> TextAsync(JsonNode message)
    {
        _messages.Enqueue(message);
        switch (message["type"]!.GetValue<string>())
        {
            case "certificate":
                await SendAsync(new JsonObject { ["type"] = "certificate", ["accept"] = AcceptCertificate });
                return null;
            case "started":
                Started.TrySetResult(message);
                return null;
            case "end":
                End.TrySetResult(message);
                return message;
            default:
                return null;
        }
    }

    private async Task BinaryAsync(ReadOnlyMemory<byte> message)
    {
        if (message.Span[0] == 2)
        {
            Clipboard.Enqueue(Encoding.UTF8.GetString(message.Span[1..]));
            return;
        }

        Show(message.Span[5..]);
        var number = BinaryPrimitives.ReadUInt32LittleEndian(message.Span[1..]);
        lock (_lock)
        {
            _unanswered.Add(number);
            if (!Acknowledge)
                return;
        }

        await CatchUpAsync();
    }

    private void Show(ReadOnlySpan<byte> message)
    {
        if (!Varint.TryRead(ref message, out var time))
            throw new InvalidDataException("a picture without a time");
        var records = new RecordReader(message, (long)time);
        lock (_lock)
        {
            while (records.TryRead(out var record))
                _screen.Apply(record.Kind, record.Body);
            Pictures++;
        }

        if (records.Problem is { } problem)
            throw new InvalidDataException(problem);
    }
}
