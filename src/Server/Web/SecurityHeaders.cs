namespace Hindsight.Server.Web;

/// <summary>What every answer tells the browser not to do.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, bool strictTransport)
{
    // Scripts, styles, fonts, workers and connections (WebSockets too) are our own; the player shows pictures it made
    // itself and may decode in WebAssembly. Nothing inline, no frames, no plug-ins.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-read=(self), clipboard-write=(self), fullscreen=(self)";
        headers.CacheControl = "no-store";
        // Only a certificate of the administrator's may be made a must: with a self-signed one a browser that was told
        // so would offer no way past its warning.
        if (strictTransport)
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    }
}
