using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Hindsight.Server.Web;

/// <summary>The built pages, which travel inside the executable under <c>web/</c>.</summary>
internal sealed class EmbeddedPages
{
    private const string Prefix = "web/";

    private readonly FrozenDictionary<string, EmbeddedFile> _files;

    /// <summary>Reads the pages of this executable.</summary>
    public EmbeddedPages()
        : this(Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => (n[Prefix.Length..], (Func<Stream>)(() => Assembly.GetExecutingAssembly().GetManifestResourceStream(n)!))))
    {
    }

    internal EmbeddedPages(IEnumerable<(string Path, Func<Stream> Open)> files) =>
        _files = files.ToFrozenDictionary(f => f.Path, f => new EmbeddedFile(f.Path, f.Open), StringComparer.Ordinal);

    /// <summary>The page that starts the application; null when the pages were not built.</summary>
    internal EmbeddedFile? Index => Find("index.html");

    /// <summary>The file of that path, or null.</summary>
    internal EmbeddedFile? Find(string path) => _files.GetValueOrDefault(path);
}

/// <summary>One file of the pages, read and compressed when it is first asked for.</summary>
internal sealed class EmbeddedFile(string path, Func<Stream> open)
{
    private readonly Lazy<(byte[] Plain, byte[]? Brotli, string ETag)> _content = new(() => Load(path, open));

    /// <summary>As it is.</summary>
    internal byte[] Plain => _content.Value.Plain;

    /// <summary>Compressed; null where that gains nothing.</summary>
    internal byte[]? Brotli => _content.Value.Brotli;

    /// <summary>Changes with the content.</summary>
    internal string ETag => _content.Value.ETag;

    /// <summary>What it is.</summary>
    internal string ContentType { get; } = TypeOf(path);

    /// <summary>Vite puts a hash of the content into the names in this directory, so those never change.</summary>
    internal bool Immutable { get; } = path.StartsWith("assets/", StringComparison.Ordinal);

    private static (byte[] Plain, byte[]? Brotli, string ETag) Load(string path, Func<Stream> open)
    {
        using var stream = open();
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()).AsSpan(0, 16))}\"";
        if (!TypeOf(path).Contains("text", StringComparison.Ordinal) && !TypeOf(path).Contains("svg", StringComparison.Ordinal) && !path.EndsWith(".wasm", StringComparison.Ordinal))
            return (plain.ToArray(), null, etag);
        using var small = new MemoryStream();
        using (var brotli = new BrotliStream(small, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(plain.GetBuffer(), 0, (int)plain.Length);
        return (plain.ToArray(), small.Length < plain.Length ? small.ToArray() : null, etag);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".wasm" => "application/wasm",
        ".json" or ".webmanifest" => "application/json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
