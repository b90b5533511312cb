using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hindsight.Benchmarks.Browser;

/// <summary>Serves bytes by name to a browser on this machine, whole or one range, and counts what it sent.</summary>
internal sealed class LoopbackFiles : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, (string Type, ReadOnlyMemory<byte> Bytes)> _files = [];
    private readonly Lock _lock = new();
    private long _requests, _sent;

    public LoopbackFiles()
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/"));
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Requests so far, and the bytes of their answers' bodies.</summary>
    public (long Requests, long Bytes) Counted
    {
        get
        {
            lock (_lock)
                return (_requests, _sent);
        }
    }

    public void Add(string path, string type, ReadOnlyMemory<byte> bytes) => _files.Add(path, (type, bytes));

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        try
        {
            using var response = context.Response;
            if (!_files.TryGetValue(context.Request.Url!.AbsolutePath, out var file))
            {
                response.StatusCode = 404;
                return;
            }

            // Both make the page isolated, which gives it a clock of microseconds.
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            response.Headers["Cross-Origin-Embedder-Policy"] = "require-corp";
            response.ContentType = file.Type;
            var part = file.Bytes;
            if (context.Request.Headers["Range"] is { } range)
            {
                var ends = range["bytes=".Length..].Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
                part = part[ends[0]..(ends[1] + 1)];
                response.StatusCode = 206;
                response.Headers["Content-Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes {ends[0]}-{ends[1]}/{file.Bytes.Length}");
            }

            lock (_lock)
            {
                _requests++;
                _sent += part.Length;
            }

            response.ContentLength64 = part.Length;
            response.OutputStream.Write(part.Span);
        }
        catch (HttpListenerException)
        {
            // The browser does not want it any more.
        }
    }
}
