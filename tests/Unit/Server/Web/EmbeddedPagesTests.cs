using System.IO.Compression;
using System.Text;
using Hindsight.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Hindsight.Unit.Server.Web;

public sealed class EmbeddedPagesTests
{
    private static readonly string Script = string.Concat(Enumerable.Repeat("export const answer = 42;\n", 50));

    private static readonly (string, Func<Stream>)[] Files =
    [
        ("index.html", () => new MemoryStream("<!doctype html>"u8.ToArray())),
        ("favicon.svg", () => new MemoryStream("<svg/>"u8.ToArray())),
        ("assets/app-1a2b3c.js", () => new MemoryStream(Encoding.UTF8.GetBytes(Script))),
    ];

    [Theory]
    [InlineData("/web/", "text/html; charset=utf-8", "no-cache")]
    [InlineData("/web/cluster/x/recordings", "text/html; charset=utf-8", "no-cache")]
    [InlineData("/favicon.svg", "image/svg+xml", "no-cache")]
    [InlineData("/assets/app-1a2b3c.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable")]
    public async Task Files_say_what_they_are_and_how_long_they_hold(string path, string type, string cache)
    {
        var response = await GetAsync(Files, path);
        Assert.Equal((200, type, cache), (response.StatusCode, response.ContentType, response.Headers.CacheControl.ToString()));
        Assert.Equal(304, (await GetAsync(Files, path, r => r.IfNoneMatch = response.Headers.ETag)).StatusCode);
    }

    [Theory]
    [InlineData("/assets/none.js")]
    [InlineData("/index.html")]
    [InlineData("/assets/../index.html")]
    public async Task Other_addresses_have_nothing(string path) => Assert.Equal(404, (await GetAsync(Files, path)).StatusCode);

    [Fact]
    public async Task A_browser_that_can_gets_it_compressed()
    {
        var response = await GetAsync(Files, "/assets/app-1a2b3c.js", r => r.AcceptEncoding = "gzip, br");
        Assert.Equal("br", response.Headers.ContentEncoding);
        using var reader = new StreamReader(new BrotliStream(response.Body, CompressionMode.Decompress));
        Assert.Equal(Script, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", (await GetAsync(Files, "/assets/app-1a2b3c.js")).Headers.ContentEncoding.ToString());
    }

    [Fact]
    public async Task A_server_without_pages_says_how_to_build_them()
    {
        var response = await GetAsync([], "/web/login");
        Assert.Equal(503, response.StatusCode);
        Assert.Contains("npm run build", await new StreamReader(response.Body).ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_leads_to_the_pages()
    {
        var response = await GetAsync(Files, "/");
        Assert.Equal((302, "/web/"), (response.StatusCode, response.Headers.Location.ToString()));
    }

    private static async Task<HttpResponse> GetAsync((string, Func<Stream>)[] files, string path, Action<IHeaderDictionary>? headers = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new EmbeddedPages(files));
        await using var application = builder.Build();
        application.UseRouting();
        ((IEndpointRouteBuilder)application).MapPages();
        var pipeline = ((IApplicationBuilder)application).UseEndpoints(_ => { }).Build();
        var context = new DefaultHttpContext { RequestServices = application.Services };
        context.Request.Method = "GET";
        context.Request.Path = path;
        context.Response.Body = new MemoryStream();
        headers?.Invoke(context.Request.Headers);
        await pipeline(context);
        context.Response.Body.Position = 0;
        return context.Response;
    }
}
