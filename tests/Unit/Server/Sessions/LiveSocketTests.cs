using System.Net.WebSockets;
using Hindsight.Recording.Records;
using Hindsight.Server.Sessions;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>Connections that break off.</summary>
public sealed class LiveSocketTests
{
    public static TheoryData<Exception> Breaks =>
    [
        new WebSocketException(WebSocketError.ConnectionClosedPrematurely), new IOException("The connection was reset."), new ObjectDisposedException("the stream"),
        new OperationCanceledException("Aborted."),
    ];

    [Theory]
    [MemberData(nameof(Breaks), DisableDiscoveryEnumeration = true)]
    public async Task Sending_ends_without_a_word_though_it_was_given_up_in_the_same_moment(Exception error)
    {
        using var given = new CancellationTokenSource();
        var outbox = new Outbox();
        using var socket = new LiveSocket(new BreakingSocket(given, error), outbox);
        outbox.Post(NoticeMessage.Of(NoticeLevel.Information, "This one is under way."));
        outbox.Post(NoticeMessage.Of(NoticeLevel.Information, "This one waits."));
        await socket.SendAllAsync(given.Token);
        Assert.False(outbox.TryTake(out _));
    }

    /// <summary>Breaks at the first message, while the request's token is cancelled.</summary>
    private sealed class BreakingSocket(CancellationTokenSource given, Exception error) : WebSocket
    {
        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Aborted;

        public override string? SubProtocol => null;

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            given.Cancel();
            return Task.FromException(error);
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => Task.FromException<WebSocketReceiveResult>(error);

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.FromException(error);

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.FromException(error);

        public override void Abort()
        {
        }

        public override void Dispose()
        {
        }
    }
}
