using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Hindsight.Server.Access;
using Hindsight.Server.Database;

namespace Hindsight.Server.Identity;

/// <summary>
/// Browser sessions: the cookie holds 256 random bits, the database their hash. A session ends when it was not used
/// for <see cref="IdleLimit"/>, after <see cref="TotalLimit"/> or what the user's roles say, at sign-out, and with its user.
/// </summary>
internal sealed class WebSessions(ClusterDatabase database, AccessPolicy access, SessionEndings endings, TimeProvider time)
{
    /// <summary>How long a session may rest.</summary>
    internal static readonly TimeSpan IdleLimit = TimeSpan.FromHours(1);

    /// <summary>How long a session may last.</summary>
    internal static readonly TimeSpan TotalLimit = TimeSpan.FromHours(12);

    // Use is written down at this grain, not with every request.
    private static readonly TimeSpan UseGrain = TimeSpan.FromMinutes(1);

    /// <summary>Opens a session; gives the cookie's value.</summary>
    internal async Task<string> OpenAsync(User user, string address, CancellationToken cancellation)
    {
        var id = RandomNumberGenerator.GetBytes(32);
        var now = time.GetUtcNow();
        var limit = access.FindSubject(user.Name) is { } subject && access.Limits(subject).SignIn.Value is { } shorter && shorter < TotalLimit ? shorter : TotalLimit;
        await database.ExecuteAsync("DELETE FROM web_sessions WHERE expires <= @now OR last_seen <= @idle", new { now, idle = now - IdleLimit }, cancellation);
        await database.ExecuteAsync(
            "INSERT INTO web_sessions (id_hash, user_name, address, created, last_seen, expires) VALUES (@key, @user, @address, @now, @now, @expires)",
            new { key = Key(id), user = user.Name, address, now, expires = now + limit }, cancellation);
        return Base64Url.EncodeToString(id);
    }

    /// <summary>The person behind a cookie, or null when it opens nothing.</summary>
    internal async Task<SignedIn?> FindAsync(string cookie, string address, CancellationToken cancellation)
    {
        var id = new byte[32];
        if (cookie.Length != Base64Url.GetEncodedLength(id.Length) || Base64Url.DecodeFromChars(cookie, id, out _, out var length) != OperationStatus.Done || length != id.Length)
            return null;
        var key = Key(id);
        var now = time.GetUtcNow();
        var row = await database.QueryFirstOrDefaultAsync<Row>(
            "SELECT user_name AS UserName, last_seen AS LastSeen, expires AS Expires FROM web_sessions WHERE id_hash = @key",
            new { key }, cancellation);
        if (row is null || row.Expires <= now || row.LastSeen + IdleLimit <= now || access.FindSubject(row.UserName) is not { } subject)
            return null;
        if (now - row.LastSeen >= UseGrain)
            await TouchAsync(key, cancellation);
        return new SignedIn
        {
            Subject = subject,
            Address = address,
            Expires = row.Expires,
            CsrfToken = CsrfToken(id),
            SessionKey = key,
            Ended = endings.Token(key, row.UserName, row.Expires),
        };
    }

    /// <summary>Writes down that a session is in use; a long connection does so from time to time.</summary>
    internal Task TouchAsync(string sessionKey, CancellationToken cancellation) =>
        database.ExecuteAsync("UPDATE web_sessions SET last_seen = @now WHERE id_hash = @sessionKey", new { sessionKey, now = time.GetUtcNow() }, cancellation);

    /// <summary>Ends a session.</summary>
    internal Task CloseAsync(SignedIn signedIn, CancellationToken cancellation) => CloseAsync(signedIn.SessionKey, cancellation);

    /// <summary>Ends a session, and what runs for it.</summary>
    internal async Task CloseAsync(string key, CancellationToken cancellation)
    {
        await database.ExecuteAsync("DELETE FROM web_sessions WHERE id_hash = @key", new { key }, cancellation);
        endings.EndSession(key);
    }

    /// <summary>A user's sessions that are still open, the newest first.</summary>
    internal Task<IReadOnlyList<OpenSession>> ListAsync(string user, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return database.QueryAsync<OpenSession>(
            """
            SELECT id_hash AS Key, address AS Address, created AS Created, last_seen AS LastSeen, expires AS Expires FROM web_sessions
            WHERE user_name = @user AND expires > @now AND last_seen > @idle ORDER BY created DESC
            """,
            new { user, now, idle = now - IdleLimit }, cancellation);
    }

    /// <summary>What a page calls a session: enough to tell a person's own apart.</summary>
    internal static string PublicId(string key) => key[..16];

    /// <summary>Derived from the id, so that it need not be stored and can't be known without the cookie.</summary>
    internal static string CsrfToken(ReadOnlySpan<byte> id) => Base64Url.EncodeToString(HMACSHA256.HashData(id, "csrf"u8));

    private static string Key(ReadOnlySpan<byte> id) => Convert.ToHexStringLower(SHA256.HashData(id));

    private sealed record Row(string UserName, DateTimeOffset LastSeen, DateTimeOffset Expires);
}

/// <summary>A session as it is listed.</summary>
internal sealed record OpenSession(string Key, string Address, DateTimeOffset Created, DateTimeOffset LastSeen, DateTimeOffset Expires);
