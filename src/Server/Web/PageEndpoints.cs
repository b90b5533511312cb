using Hindsight.Server.Http;
using Hindsight.Server.Identity;
using Microsoft.Net.Http.Headers;

namespace Hindsight.Server.Web;

/// <summary>Serves the pages: files as they are, and the one page of the application for every address below <c>/web</c>.</summary>
internal static class PageEndpoints
{
    private const string NotBuilt = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Hindsight</title>
        <h1>The pages are not built</h1>
        <p>This server runs, but was compiled without its pages. Run <code>npm ci &amp;&amp; npm run build</code> in <code>web/</code>, build the server again and start it.</p></html>
        """;

    /// <summary>Adds them; whatever no other endpoint answers is looked for here.</summary>
    internal static void MapPages(this IEndpointRouteBuilder routes)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/", reading, () => Results.Redirect("/web/")).WithoutSignIn();
        routes.MapMethods("/web/{**page}", reading, (EmbeddedPages pages, HttpContext context) => SendIndexAsync(pages, context)).WithoutSignIn();
        routes.MapMethods("/{**file}", reading, (EmbeddedPages pages, HttpContext context) => SendFileAsync(pages, context)).WithoutSignIn();
    }

    private static Task SendIndexAsync(EmbeddedPages pages, HttpContext context)
    {
        if (pages.Index is { } index)
            return SendAsync(index, context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(NotBuilt, context.RequestAborted);
    }

    private static Task SendFileAsync(EmbeddedPages pages, HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        return path != "index.html" && pages.Find(path) is { } file
            ? SendAsync(file, context)
            : Problem.NotFound("not_found", "There is nothing at this address.").ExecuteAsync(context);
    }

    private static async Task SendAsync(EmbeddedFile file, HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = file.Immutable ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ETag = file.ETag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var content = file.Plain;
        if (file.Brotli is { } small && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "br";
            content = small;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(content, context.RequestAborted);
    }
}
