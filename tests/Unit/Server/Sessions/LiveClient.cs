using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>A browser at the other end of a real socket. It paints and acknowledges what it reads.</summary>
internal sealed class LiveClient(ClientWebSocket socket, Socket connection) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 22];
    private string _last = "";

    public ScreenDecoder Screen { get; } = new();

    /// <summary>Types of the texts that came, in order.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>Clipboard texts that came.</summary>
    public List<string> Clipboard { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task SendConnectAsync(int width = 320, int height = 200, string login = "Administrator", bool clipboard = true) =>
        SendAsync($$"""{"type":"connect","login":"{{login}}","password":"geheim","width":{{width}},"height":{{height}},"clipboard":{{(clipboard ? "true" : "false")}}}""");

    public Task SendAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, Cancellation);

    public Task SendAsync(params byte[] message) => socket.SendAsync(message, WebSocketMessageType.Binary, true, Cancellation);

    /// <summary>Reads until a text of this type comes.</summary>
    public async Task<JsonNode> UntilAsync(string type)
    {
        while (await ReadAsync() is { } text)
        {
            if ((string?)text["type"] == type)
                return text;
        }

        throw new InvalidOperationException($"the socket closed before '{type}' came; there was {string.Join(", ", Texts)}, at last {_last}");
    }

    /// <summary>Reads and paints until the screen is this picture.</summary>
    public async Task UntilShownAsync(uint[] pixels)
    {
        while (!Screen.Picture.SequenceEqual(pixels))
            Assert.NotNull(await ReadAsync());
    }

    /// <summary>Reads the end and whatever follows until the socket is closed.</summary>
    public async Task<(string Code, string Message)> EndAsync()
    {
        var end = await UntilAsync("end");
        Assert.Null(await ReadAsync());
        return ((string)end["code"]!, (string)end["message"]!);
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

    public void Abort() => socket.Abort();

    /// <summary>Ends as a process that is killed: in the middle of whatever is under way, without a word in TLS or in HTTP.</summary>
    public void Reset()
    {
        connection.LingerState = new LingerOption(true, 0);
        connection.Dispose();
    }

    public void Dispose() => socket.Dispose();

    /// <summary>The next text, an empty object for a binary message, or null when the socket is closed.</summary>
    public async Task<JsonNode?> ReadAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), Cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
                return null;
            }

            length += part.Count;
            if (!part.EndOfMessage)
                continue;
            if (part.MessageType == WebSocketMessageType.Binary)
            {
                await TakeAsync(_buffer.AsMemory(0, length));
                return new JsonObject();
            }

            var text = JsonNode.Parse(_buffer.AsSpan(0, length))!;
            Texts.Add((string)text["type"]!);
            _last = text.ToJsonString();
            return text;
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> message)
    {
        if (message.Span[0] == 2)
        {
            Clipboard.Add(Encoding.UTF8.GetString(message.Span[1..]));
            return;
        }

        Apply(message.Span[5..]);
        await SendAsync([1, .. message.Span[1..5]]);
    }

    private void Apply(ReadOnlySpan<byte> rest)
    {
        Assert.True(Varint.TryRead(ref rest, out var time));
        var reader = new RecordReader(rest, (long)time);
        while (reader.TryRead(out var record))
            Screen.Apply(record.Kind, record.Body);
        Assert.Null(reader.Problem);
    }
}
