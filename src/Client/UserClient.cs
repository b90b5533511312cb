using System.Net;

namespace Hindsight.Client;

/// <summary>A person's view of a server, over TLS.</summary>
public sealed class UserClient : IDisposable
{
    private const string SessionPath = "/v1/webapi/sessions/web";
    private const string CookieName = "__Host-hindsight";

    private readonly ApiConnection _connection;
    private readonly CookieContainer _cookies = new();
    private readonly Uri _address;

    /// <summary>
    /// Connects, when the first request is made. With a fingerprint that certificate alone is trusted, else the
    /// system's authorities decide.
    /// </summary>
    public UserClient(Uri address, string? certificateSha256 = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        _address = address;
        _connection = ApiConnection.OverHttps(address, certificateSha256, _cookies);
        // The server takes changes from its own pages only; we are as good as one.
        _connection.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>What requests go over.</summary>
    internal ApiConnection Connection => _connection;

    /// <summary>The secret of the session this person is signed in with, to go on with it later; null without one.</summary>
    public string? SessionSecret
    {
        get => _cookies.GetCookies(_address)[CookieName]?.Value;
        set => _cookies.Add(_address, new Cookie(CookieName, value) { Path = "/", Secure = true, HttpOnly = true });
    }

    /// <summary>What the server is, without signing in.</summary>
    public Task<PingInfo> PingAsync(CancellationToken cancellation) =>
        _connection.GetAsync("/v1/webapi/ping", ApiJson.Default.PingInfo, cancellation);

    /// <summary>Signs in with a password alone; later requests are this person's.</summary>
    public async Task<SignedInInfo> SignInAsync(string user, string password, CancellationToken cancellation) =>
        (await BeginSignInAsync(user, password, cancellation)).Session
        ?? throw new ApiException(HttpStatusCode.Unauthorized, "factor_needed", "a second factor is asked for too");

    /// <summary>Begins to sign in; when a code is asked for too, go on with <see cref="ShowCodeAsync"/>.</summary>
    public async Task<(SignedInInfo? Session, SignInProgress Progress)> BeginSignInAsync(string user, string password, CancellationToken cancellation)
    {
        var progress = await _connection.SendAsync(HttpMethod.Post, SessionPath, new SignInBody(user, password), ApiJson.Default.SignInBody, ApiJson.Default.SignInProgress, cancellation);
        return (progress.Session is { } session ? Keep(session) : null, progress);
    }

    /// <summary>Goes on to sign in, with the code of an authenticator app.</summary>
    public async Task<(SignedInInfo? Session, SignInProgress Progress)> ShowCodeAsync(SignInProgress begun, string code, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(begun);
        var progress = await _connection.SendAsync(
            HttpMethod.Post, $"{SessionPath}/code", new SignInCodeBody(begun.Attempt ?? "", code), ApiJson.Default.SignInCodeBody, ApiJson.Default.SignInProgress, cancellation);
        return (progress.Session is { } session ? Keep(session) : null, progress);
    }

    /// <summary>Who is signed in; from now on changes can be asked for too.</summary>
    public async Task<SignedInInfo> GetSessionAsync(CancellationToken cancellation) =>
        Keep(await _connection.GetAsync(SessionPath, ApiJson.Default.SignedInInfo, cancellation));

    /// <summary>Signs out.</summary>
    public Task SignOutAsync(CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Delete, SessionPath, cancellation);

    /// <summary>The desktops this person may open.</summary>
    public async Task<IReadOnlyList<OfferedDesktop>> ListDesktopsAsync(string cluster, CancellationToken cancellation) =>
        (await _connection.GetAsync($"/v1/webapi/sites/{Uri.EscapeDataString(cluster)}/desktops", ApiJson.Default.OfferedDesktopList, cancellation)).Items;

    /// <summary>A page of recordings, newest first; <paramref name="query"/> is that of the API.</summary>
    public Task<RecordingListPage> ListRecordingsAsync(string cluster, string query, CancellationToken cancellation) =>
        _connection.GetAsync($"{Recordings(cluster)}?{query}", ApiJson.Default.RecordingListPage, cancellation);

    /// <summary>The same for <see cref="CommandLine.Pages"/>.</summary>
    public Func<string, CancellationToken, Task<(IReadOnlyList<RecordingInfo> Items, string? StartKey)>> PagesOfRecordings(string cluster) => async (query, cancellation) =>
    {
        var page = await ListRecordingsAsync(cluster, query, cancellation);
        return (page.Items, page.StartKey);
    };

    /// <summary>One recording.</summary>
    public Task<RecordingInfo> GetRecordingAsync(string cluster, string sid, CancellationToken cancellation) =>
        _connection.GetAsync($"{Recordings(cluster)}/{Uri.EscapeDataString(sid)}", ApiJson.Default.RecordingInfo, cancellation);

    /// <summary>Lets the server verify a recording.</summary>
    public Task<RecordingVerdict> VerifyRecordingAsync(string cluster, string sid, CancellationToken cancellation) =>
        _connection.GetAsync($"{Recordings(cluster)}/{Uri.EscapeDataString(sid)}/verify", ApiJson.Default.RecordingVerdict, cancellation);

    /// <summary>
    /// The bytes of a recording, as far as they are there: decrypted, or as they are <paramref name="stored"/>, which is
    /// what can be verified.
    /// </summary>
    public async Task<RemoteRecording> OpenRecordingAsync(string cluster, string sid, bool stored, CancellationToken cancellation)
    {
        var path = $"{Recordings(cluster)}/{Uri.EscapeDataString(sid)}/data{(stored ? "?form=stored" : "")}";
        var length = await _connection.GetLengthAsync(path, cancellation);
        return new RemoteRecording(length, (from, count, cancelled) => _connection.GetRangeAsync(path, from, count, cancelled));
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _connection.Dispose();

    private static string Recordings(string cluster) => $"/v1/webapi/sites/{Uri.EscapeDataString(cluster)}/recordings";

    private SignedInInfo Keep(SignedInInfo answer)
    {
        _connection.Headers.Remove("X-CSRF-Token");
        _connection.Headers.Add("X-CSRF-Token", answer.CsrfToken);
        return answer;
    }
}
