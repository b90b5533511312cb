using Hindsight.Server.Http;
using Hindsight.Server.Identity;

namespace Hindsight.Server.Sessions;

/// <summary>The WebSocket of a live session.</summary>
internal static class LiveEndpoint
{
    // Over HTTP/2 a WebSocket begins with CONNECT.
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Connect];

    /// <summary>Adds <c>/desktops/{name}/connect/ws</c> to the cluster's group; the guard before it has checked the cookie and the origin.</summary>
    public static void MapLiveSessions(this IEndpointRouteBuilder site) => site.MapMethods("/desktops/{name}/connect/ws", Methods, ConnectAsync);

    private static async Task<IResult> ConnectAsync(string name, HttpContext http, LiveConversation conversation, SessionOptions options)
    {
        if (!http.WebSockets.IsWebSocketRequest)
            return Problem.BadRequest("websocket_expected", "This address is for WebSockets: open the desktop's page instead.");
        var person = http.SignedIn();
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = options.KeepAliveInterval,
            KeepAliveTimeout = options.KeepAliveTimeout,
        });
        await conversation.RunAsync(socket, person, name, http.RequestAborted);
        return TypedResults.Empty;
    }
}
