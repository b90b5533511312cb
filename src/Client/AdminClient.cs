namespace Hindsight.Client;

/// <summary>The administrator's view of a server on the same host, over its administration socket.</summary>
public sealed class AdminClient : IDisposable
{
    private readonly ApiConnection _connection;

    /// <summary>Connects, when the first request is made, to the server that keeps its data in this directory.</summary>
    public AdminClient(string dataDirectory) =>
        _connection = ApiConnection.OverSocket(Path.Combine(dataDirectory, "admin.sock"));

    /// <summary>What the server is.</summary>
    public Task<ServerStatus> GetStatusAsync(CancellationToken cancellation) =>
        _connection.GetAsync("/v1/admin/status", ApiJson.Default.ServerStatus, cancellation);

    /// <summary>All users.</summary>
    public async Task<IReadOnlyList<UserInfo>> ListUsersAsync(CancellationToken cancellation) =>
        (await _connection.GetAsync("/v1/admin/users", ApiJson.Default.UserList, cancellation)).Items;

    /// <summary>Adds a user; without a password the server makes one, which the answer has.</summary>
    public Task<UserPassword> AddUserAsync(string name, IReadOnlyList<string> roles, string? password, CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Post, "/v1/admin/users", new NewUser(name, roles, password), ApiJson.Default.NewUser, ApiJson.Default.UserPassword, cancellation);

    /// <summary>Gives a user another password and ends their sessions.</summary>
    public Task<UserPassword> ResetUserAsync(string name, string? password, CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Put, $"/v1/admin/users/{Uri.EscapeDataString(name)}/password", new NewPassword(password), ApiJson.Default.NewPassword, ApiJson.Default.UserPassword, cancellation);

    /// <summary>Deletes a user and ends their sessions.</summary>
    public Task RemoveUserAsync(string name, CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Delete, $"/v1/admin/users/{Uri.EscapeDataString(name)}", cancellation);

    /// <summary>All desktops.</summary>
    public async Task<IReadOnlyList<DesktopInfo>> ListDesktopsAsync(CancellationToken cancellation) =>
        (await _connection.GetAsync("/v1/admin/desktops", ApiJson.Default.DesktopList, cancellation)).Items;

    /// <summary>Forgets the certificate a desktop showed first, so that the next one may be trusted.</summary>
    public Task TrustDesktopAsync(string name, CancellationToken cancellation) =>
        _connection.SendAsync(HttpMethod.Post, $"/v1/admin/desktops/{Uri.EscapeDataString(name)}/trust", cancellation);

    /// <summary>The public keys of the cluster's recordings, the oldest first; the type is recording or recording-encryption.</summary>
    public async Task<IReadOnlyList<RecordingKeyInfo>> ListRecordingKeysAsync(string type, CancellationToken cancellation) =>
        (await _connection.GetAsync($"/v1/admin/recording-keys/{type}", ApiJson.Default.RecordingKeyList, cancellation)).Items;

    /// <summary>Makes a new key of a type; gives all of them.</summary>
    public async Task<IReadOnlyList<RecordingKeyInfo>> RotateRecordingKeyAsync(string type, CancellationToken cancellation)
    {
        await _connection.SendAsync(HttpMethod.Post, $"/v1/admin/recording-keys/{type}/rotate", cancellation);
        return await ListRecordingKeysAsync(type, cancellation);
    }

    /// <summary>Lets the server verify a session's recording.</summary>
    public Task<RecordingVerdict> VerifyRecordingAsync(string sid, CancellationToken cancellation) =>
        _connection.GetAsync($"/v1/admin/recordings/{Uri.EscapeDataString(sid)}/verify", ApiJson.Default.RecordingVerdict, cancellation);

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _connection.Dispose();
}
