using System.Reflection;

namespace Hindsight.Tsh.Play;

/// <summary>The built pages, which travel inside the executable under <c>web/</c>.</summary>
internal static class PlayerPages
{
    /// <summary>Whether this executable has them.</summary>
    internal static bool AreBuilt => Read("index.html") is not null;

    /// <summary>A file, or for every address below <c>/web</c> the one page of the application; null if there is none.</summary>
    internal static PlayerAnswer? Find(string path)
    {
        var name = path.StartsWith("/web/", StringComparison.Ordinal) || path is "/" or "/web" ? "index.html" : path.TrimStart('/');
        return Read(name) is { } bytes ? new PlayerAnswer(200, TypeOf(name), bytes) : null;
    }

    private static byte[]? Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"web/{name}");
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
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
        _ => "application/octet-stream",
    };
}
