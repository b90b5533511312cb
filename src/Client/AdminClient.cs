using Hindsight.Client.Logins;

namespace Hindsight.Client;

/// <summary>
/// The administrator's view of a server: on the same host over its administration socket, where everything is allowed,
/// or over the network as a signed-in person, whose roles decide.
/// </summary>
public sealed class AdminClient : IDisposable
{
    private readonly ApiConnection _connection;

    /// <summary>Where what only administrators do is, and where what everybody may ask for is.</summary>
    private readonly string _admin, _site;

    /// <summary>Connects, when the first request is made, to the server that keeps its data in this directory.</summary>
    public AdminClient(string dataDirectory)
        : this(ApiConnection.OverSocket(Path.Combine(dataDirectory, "admin.sock")), "/v1/admin", "/v1/admin")
    {
    }

    private AdminClient(ApiConnection connection, string admin, string site)
    {
        (_connection, _admin, _site) = (connection, admin, site);
        Resources = new ResourceClient(connection, site);
    }

    /// <summary>Connects as somebody who signed in with <c>tsh login</c>.</summary>
    public static async Task<AdminClient> ConnectAsync(Profile profile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var user = profile.Connect();
        try
        {
            var site = $"/v1/webapi/sites/{Uri.EscapeDataString((await user.GetSessionAsync(cancellation)).ClusterName)}";
            return new AdminClient(user.Connection, $"{site}/admin", site);
        }
        catch
        {
            user.Dispose();
            throw;
        }
    }

    /// <summary>Roles, users, settings and the others.</summary>
    public ResourceClient Resources { get; }

    /// <summary>What the server is.</summary>
    public Task<ServerStatus> GetStatusAsync(CancellationToken cancellation) =>
        _connection.GetAsync($"{_admin}/status", ApiJson.Default.ServerStatus, cancellation);

    /// <summary>All users.</summary>
    public async Task<IReadOnlyList<UserInfo>> ListUsersAsync(CancellationToken cancellation) =>
        (await _connection.GetAsync($"{_admin}/users", ApiJson.Default.UserList, cancellation)).Items;

    /// <summary>Adds a user; without a password the answer has a link to choose one with.</summary>
    public Task<UserLink> AddUserAsync(string name, IReadOnlyList<string> roles, string? password, CancellationToken cancellation, IReadOnlyList<string>? windowsLogins = null, IReadOnlyList<string>? logins = null, TimeSpan? ttl = null) =>
        _connection.SendAsync(HttpMethod.Post, $"{_admin}/users", new NewUser(name, roles, password, windowsLogins, logins, Milliseconds(ttl)), ApiJson.Default.NewUser, ApiJson.Default.UserLink, cancellation);

    /// <summary>Gives a user another password, or a link to choose it with, and ends their sessions.</summary>
    public Task<UserLink> ResetUserAsync(string name, string? password, CancellationToken cancellation, TimeSpan? ttl = null) =>
        _connection.SendAsync(HttpMethod.Put, $"{_admin}/users/{Uri.EscapeDataString(name)}/password", new NewPassword(password, Milliseconds(ttl)), ApiJson.Default.NewPassword, ApiJson.Default.UserLink, cancellation);

    /// <summary>Deletes a user and ends their sessions.</summary>
    public Task RemoveUserAsync(string name, CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Delete, $"{_admin}/users/{Uri.EscapeDataString(name)}", cancellation);

    /// <summary>All desktops.</summary>
    public async Task<IReadOnlyList<DesktopInfo>> ListDesktopsAsync(CancellationToken cancellation) =>
        (await _connection.GetAsync($"{_admin}/desktops", ApiJson.Default.DesktopList, cancellation)).Items;

    /// <summary>Forgets the certificate a desktop showed first, so that the next one may be trusted.</summary>
    public Task TrustDesktopAsync(string name, CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Post, $"{_admin}/desktops/{Uri.EscapeDataString(name)}/trust", cancellation);

    /// <summary>The public keys of the cluster's recordings, the oldest first; the type is recording or recording-encryption.</summary>
    public async Task<IReadOnlyList<RecordingKeyInfo>> ListRecordingKeysAsync(string type, CancellationToken cancellation) =>
        (await _connection.GetAsync($"{_admin}/recording-keys/{type}", ApiJson.Default.RecordingKeyList, cancellation)).Items;

    /// <summary>Makes a new key of a type; gives all of them.</summary>
    public async Task<IReadOnlyList<RecordingKeyInfo>> RotateRecordingKeyAsync(string type, CancellationToken cancellation)
    {
        await _connection.SendAsync(HttpMethod.Post, $"{_admin}/recording-keys/{type}/rotate", cancellation);
        return await ListRecordingKeysAsync(type, cancellation);
    }

    /// <summary>Lets the server verify a session's recording.</summary>
    public Task<RecordingVerdict> VerifyRecordingAsync(string sid, CancellationToken cancellation) =>
        _connection.GetAsync($"{_site}/recordings/{Uri.EscapeDataString(sid)}/verify", ApiJson.Default.RecordingVerdict, cancellation);

    /// <summary>Makes preset roles what they were at first: one, or all of them.</summary>
    public async Task<IReadOnlyList<string>> RepairPresetsAsync(string? name, CancellationToken cancellation) =>
        (await _connection.SendTextAsync(HttpMethod.Post, $"{_admin}/presets/repair{(name is null ? "" : $"?name={Uri.EscapeDataString(name)}")}", null, ApiJson.Default.ResourceMessages, cancellation)).Messages;

    /// <summary>What would happen if somebody opened a desktop.</summary>
    public Task<RecordingPolicyInfo> ExplainRecordingAsync(string user, string desktop, string login, CancellationToken cancellation) =>
        _connection.GetAsync($"{_admin}/policy/recording?user={Uri.EscapeDataString(user)}&desktop={Uri.EscapeDataString(desktop)}&login={Uri.EscapeDataString(login)}", ApiJson.Default.RecordingPolicyInfo, cancellation);

    /// <summary>A page of recordings, newest first; <paramref name="query"/> is that of the API.</summary>
    public Task<RecordingListPage> ListRecordingsAsync(string query, CancellationToken cancellation) =>
        _connection.GetAsync($"{_site}/recordings?{query}", ApiJson.Default.RecordingListPage, cancellation);

    /// <summary>Gives the server a recording of another one: Teleport's, an asciicast or ours. <paramref name="query"/> has its name and what it may not say of itself.</summary>
    public Task<ImportedRecording> ImportRecordingAsync(string query, Stream recording, CancellationToken cancellation) =>
        _connection.SendStreamAsync($"{_admin}/recordings?{query}", recording, ApiJson.Default.ImportedRecording, cancellation);

    /// <summary>A page of audit events, newest first; <paramref name="query"/> is that of the API.</summary>
    public Task<AuditListPage> ListAuditAsync(string query, CancellationToken cancellation) =>
        _connection.GetAsync($"{_site}/audit?{query}", ApiJson.Default.AuditListPage, cancellation);

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _connection.Dispose();

    private static long? Milliseconds(TimeSpan? time) => (long?)time?.TotalMilliseconds;
}
