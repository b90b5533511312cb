using System.Net;

namespace Hindsight.Client;

/// <summary>The server said no; the message is its sentence about what to do.</summary>
public sealed class ApiException(HttpStatusCode status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>The cause, in snake_case.</summary>
    public string Code { get; } = code;
}

/// <summary>No server answers.</summary>
public sealed class ServerUnreachableException(string place, Exception inner) : Exception($"no server answers at {place}", inner)
{
    /// <summary>The socket or the address that was tried.</summary>
    public string Place { get; } = place;
}
