namespace Hindsight.Client;

/// <summary>A person's view of a server, over TLS.</summary>
public sealed class UserClient : IDisposable
{
    private const string SessionPath = "/v1/webapi/sessions/web";

    private readonly ApiConnection _connection;

    /// <summary>
    /// Connects, when the first request is made. With a fingerprint that certificate alone is trusted, else the
    /// system's authorities decide.
    /// </summary>
    public UserClient(Uri address, string? certificateSha256 = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _connection = ApiConnection.OverHttps(address, certificateSha256);
        // The server takes changes from its own pages only; we are as good as one.
        _connection.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>What the server is, without signing in.</summary>
    public Task<PingInfo> PingAsync(CancellationToken cancellation) =>
        _connection.GetAsync("/v1/webapi/ping", ApiJson.Default.PingInfo, cancellation);

    /// <summary>Signs in; later requests are this person's.</summary>
    public async Task<SignedInInfo> SignInAsync(string user, string password, CancellationToken cancellation)
    {
        var answer = await _connection.SendAsync(HttpMethod.Post, SessionPath, new SignInBody(user, password), ApiJson.Default.SignInBody, ApiJson.Default.SignedInInfo, cancellation);
        _connection.Headers.Remove("X-CSRF-Token");
        _connection.Headers.Add("X-CSRF-Token", answer.CsrfToken);
        return answer;
    }

    /// <summary>Who is signed in.</summary>
    public Task<SignedInInfo> GetSessionAsync(CancellationToken cancellation) =>
        _connection.GetAsync(SessionPath, ApiJson.Default.SignedInInfo, cancellation);

    /// <summary>Signs out.</summary>
    public Task SignOutAsync(CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Delete, SessionPath, cancellation);

    /// <summary>The desktops this person may open.</summary>
    public async Task<IReadOnlyList<OfferedDesktop>> ListDesktopsAsync(string cluster, CancellationToken cancellation) =>
        (await _connection.GetAsync($"/v1/webapi/sites/{Uri.EscapeDataString(cluster)}/desktops", ApiJson.Default.OfferedDesktopList, cancellation)).Items;

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _connection.Dispose();
}
