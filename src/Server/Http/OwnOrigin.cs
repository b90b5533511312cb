namespace Hindsight.Server.Http;

/// <summary>Whether a request comes from a page of ours, by what the browser itself says.</summary>
internal static class OwnOrigin
{
    /// <summary>
    /// True when <c>Origin</c> is there and names this very host over TLS. The host is the one the browser connected
    /// to, and our cookie is bound to it.
    /// </summary>
    internal static bool IsOwn(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && request.Host.HasValue
        && string.Equals(origin, $"https://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
