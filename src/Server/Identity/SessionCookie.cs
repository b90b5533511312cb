namespace Hindsight.Server.Identity;

/// <summary>The cookie that carries a browser session. Its name's prefix makes browsers insist on Secure and on this host.</summary>
internal static class SessionCookie
{
    private const string Name = "__Host-hindsight";

    /// <summary>The cookie's value, or null.</summary>
    internal static string? Read(HttpRequest request) => request.Cookies[Name];

    /// <summary>Hands it to the browser; it goes when the browser is closed or the session expires.</summary>
    internal static void Write(HttpResponse response, string value) => response.Cookies.Append(Name, value, Options());

    /// <summary>Takes it back.</summary>
    internal static void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
