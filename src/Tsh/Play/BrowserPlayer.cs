using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;

namespace Hindsight.Tsh.Play;

/// <summary>
/// Serves the player's page and one recording to the browser of this host: on the loopback address, and only to whoever opens the address
/// with the secret in it. Ends with the program.
/// </summary>
internal sealed class BrowserPlayer : IDisposable
{
    private const string Cookie = "hindsight_play";
    private const int FirstPort = 49_152, LastPort = 65_535;

    // As the server has it, for the same page.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private readonly HttpListener _listener;
    private readonly PlayedRecording _recording;
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly string _host;

    private BrowserPlayer(HttpListener listener, string host, PlayedRecording recording) => (_listener, _host, _recording) = (listener, host, recording);

    /// <summary>What the browser is to open.</summary>
    internal Uri Address => new($"http://{_host}/open/{_secret}");

    /// <summary>Takes a free port.</summary>
    internal static BrowserPlayer Start(PlayedRecording recording)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var host = $"127.0.0.1:{RandomNumberGenerator.GetInt32(FirstPort, LastPort)}";
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            listener.Prefixes.Add($"http://{host}/");
            try
            {
                listener.Start();
                return new BrowserPlayer(listener, host, recording);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }

        throw new Failure(ExitCode.Output, "there is no free port on 127.0.0.1 for the player's page");
    }

    /// <summary>Lets the desktop's browser open an address; false if there is none.</summary>
    internal static bool TryOpen(Uri address)
    {
        try
        {
            var start = OperatingSystem.IsWindows()
                ? new ProcessStartInfo(address.ToString()) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var opened = Process.Start(start);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Answers until it is told to stop.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var stopping = cancellation.Register(_listener.Stop);
        while (!cancellation.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                break;
            }

            // One at a time: a browser that seeks asks for little, and the recording's reader serves one reader.
            await AnswerAsync(context, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancellation)
    {
        var (request, response) = (context.Request, context.Response);
        try
        {
            response.Headers["Content-Security-Policy"] = ContentSecurityPolicy;
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers["Cache-Control"] = "no-store";
            var path = request.Url?.AbsolutePath ?? "/";
            if (request.UserHostName != _host)
                await SendAsync(response, PlayerAnswer.Text(403, "This address belongs to another page."), cancellation);
            else if (path == $"/open/{_secret}")
                Enter(response);
            else if (!IsAllowed(request))
                await SendAsync(response, PlayerAnswer.Text(403, "Open the address that tsh play has printed."), cancellation);
            else
                await SendAsync(response, await _recording.AnswerAsync(request.HttpMethod, path, request.Headers["Range"], cancellation), cancellation);
            response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The browser went away in the middle of an answer.
            response.Abort();
        }
    }

    private bool IsAllowed(HttpListenerRequest request) =>
        request.Cookies[Cookie]?.Value is { } shown && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(shown), System.Text.Encoding.UTF8.GetBytes(_secret));

    /// <summary>From now on the cookie is the secret: it is in no address that the page passes on.</summary>
    private void Enter(HttpListenerResponse response)
    {
        response.StatusCode = (int)HttpStatusCode.Found;
        response.Headers["Set-Cookie"] = $"{Cookie}={_secret}; Path=/; HttpOnly; SameSite=Strict";
        response.Headers["Location"] = _recording.Page;
    }

    private static async Task SendAsync(HttpListenerResponse response, PlayerAnswer answer, CancellationToken cancellation)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        if (answer.ContentRange is { } range)
            response.Headers["Content-Range"] = range;
        response.ContentLength64 = answer.Body.Length;
        if (answer.Body.Length > 0)
            await response.OutputStream.WriteAsync(answer.Body, cancellation);
    }
}
