using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hindsight.Client;

/// <summary>Sends requests to a server and turns its errors into exceptions.</summary>
internal sealed class ApiConnection(HttpClient http, string place) : IDisposable
{
    /// <summary>Headers that go with every request from now on.</summary>
    internal System.Net.Http.Headers.HttpRequestHeaders Headers => http.DefaultRequestHeaders;

    /// <summary>A connection over a Unix socket.</summary>
    internal static ApiConnection OverSocket(string path)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new ApiConnection(new HttpClient(handler) { BaseAddress = new Uri("http://localhost") }, path);
    }

    /// <summary>A connection over TLS, with cookies.</summary>
    internal static ApiConnection OverHttps(Uri address, string? certificateSha256, System.Net.CookieContainer cookies)
    {
        var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        if (certificateSha256 is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => PinnedCertificate.IsShown(shown, certificateSha256);
        return new ApiConnection(new HttpClient(handler) { BaseAddress = address }, address.Authority);
    }

    /// <summary>Gets a value.</summary>
    internal async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    /// <summary>Sends a value and gets one back.</summary>
    internal async Task<TAnswer> SendAsync<TBody, TAnswer>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(body, bodyType);
        using var response = await SendAsync(new HttpRequestMessage(method, path) { Content = content }, cancellation);
        return await ReadAsync(response, answerType, cancellation);
    }

    /// <summary>Gets a text.</summary>
    internal async Task<string> GetTextAsync(string path, CancellationToken cancellation)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        return await response.Content.ReadAsStringAsync(cancellation);
    }

    /// <summary>Sends a text, or nothing, and gets a value back.</summary>
    internal async Task<T> SendTextAsync<T>(HttpMethod method, string path, string? text, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var content = text is null ? null : new StringContent(text, System.Text.Encoding.UTF8, "application/yaml");
        using var response = await SendAsync(new HttpRequestMessage(method, path) { Content = content }, cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    /// <summary>Sends bytes, however long that takes, and gets a value back.</summary>
    internal async Task<T> SendStreamAsync<T>(string path, Stream bytes, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        using var content = new StreamContent(bytes);
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, cancellation);
        return await ReadAsync(response, type, cancellation);
    }

    /// <summary>Asks for something that has no answer but yes.</summary>
    internal async Task SendAsync(HttpMethod method, string path, CancellationToken cancellation)
    {
        using var response = await SendAsync(new HttpRequestMessage(method, path), cancellation);
    }

    /// <summary>How long something is, from the answer to a request for its first byte.</summary>
    internal async Task<long> GetLengthAsync(string path, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(0, 0);
        using var response = await SendAsync(request, cancellation);
        return response.Content.Headers.ContentRange?.Length
            ?? throw new ApiException(response.StatusCode, "unexpected_answer", "the server does not say how long the recording is: is it a Hindsight server of the same version?");
    }

    /// <summary>Gets a part of something that is not JSON.</summary>
    internal async Task<byte[]> GetRangeAsync(string path, long from, int count, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(from, from + count - 1);
        using var response = await SendAsync(request, cancellation);
        return await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            HttpResponseMessage response;
            try
            {
                response = await http.SendAsync(request, cancellation);
            }
            catch (HttpRequestException e)
            {
                throw new ServerUnreachableException(place, e);
            }

            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw await RefusalAsync(response, cancellation);
        }
    }

    private static async Task<ApiException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            if (await response.Content.ReadFromJsonAsync(ApiJson.Default.ApiErrorBody, cancellation) is { Error: { } error })
                return new ApiException(response.StatusCode, error.Code, error.Message);
        }
        catch (JsonException)
        {
            // Not an answer of this API; the status has to do.
        }

        return new ApiException(response.StatusCode, "unexpected_answer", $"the server answered {(int)response.StatusCode} without a reason: is it a Hindsight server of the same version?");
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        try
        {
            if (await response.Content.ReadFromJsonAsync(type, cancellation) is { } value)
                return value;
        }
        catch (JsonException)
        {
            // As below.
        }

        throw new ApiException(response.StatusCode, "unexpected_answer", "the server's answer can't be understood: is it a Hindsight server of the same version?");
    }
}
