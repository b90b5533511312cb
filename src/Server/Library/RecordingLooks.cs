using Hindsight.Server.Audit;

namespace Hindsight.Server.Library;

/// <summary>
/// Writes down who looks at a recording. A player asks for the index and then for many parts; that is one look, as long
/// as no more than <see cref="Pause"/> lies between two requests. A download of the whole file is always one of its own.
/// </summary>
internal sealed class RecordingLooks(AuditLog audit, TimeProvider time)
{
    /// <summary>A longer pause makes the next request a new look.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int MaxRemembered = 10_000;
    private readonly Dictionary<(string User, string Sid), DateTimeOffset> _last = [];
    private readonly Lock _lock = new();

    /// <summary>A player opened the recording or reads on in it. The event is written before anything is sent.</summary>
    public async Task PlayedAsync(string user, LedgerEntry entry, string address, CancellationToken cancellation)
    {
        if (!IsNew(user, entry))
            return;
        try
        {
            await WriteAsync("play", user, entry, address, null, cancellation);
        }
        catch
        {
            lock (_lock)
                _last.Remove((user, entry.Sid.ToString()));
            throw;
        }
    }

    /// <summary>The whole file was asked for.</summary>
    public Task DownloadedAsync(string user, LedgerEntry entry, string address, CancellationToken cancellation) =>
        WriteAsync("download", user, entry, address, null, cancellation);

    /// <summary>A player tells which stretch was seen.</summary>
    public Task WatchedAsync(string user, LedgerEntry entry, string address, WatchedRequest watched, CancellationToken cancellation) =>
        WriteAsync("watch", user, entry, address, watched, cancellation);

    /// <summary>The file was verified.</summary>
    public Task VerifiedAsync(string user, LedgerEntry entry, string address, CancellationToken cancellation) =>
        WriteAsync("verify", user, entry, address, null, cancellation);

    private bool IsNew(string user, LedgerEntry entry)
    {
        var key = (user, entry.Sid.ToString());
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_last.Count >= MaxRemembered)
            {
                foreach (var (old, at) in _last.Where(l => now - l.Value > Pause).ToList())
                    _last.Remove(old);

                // Forgetting one too many writes an event too many, never one too few.
                if (_last.Count >= MaxRemembered)
                    _last.Clear();
            }

            var fresh = !_last.TryGetValue(key, out var last) || now - last > Pause;
            _last[key] = now;
            return fresh;
        }
    }

    private Task WriteAsync(string action, string user, LedgerEntry entry, string address, WatchedRequest? watched, CancellationToken cancellation)
    {
        var look = new AuditEvent(AuditKind.SessionRecordingAccess) { User = user, SessionId = entry.Sid.ToString() };
        look.Fields["action"] = action;
        look.Fields["session_type"] = entry.Kind;
        look.Fields["session_user"] = entry.User;
        look.Fields["desktop_name"] = entry.Target;
        look.Fields["addr.remote"] = address;
        if (watched is not null)
        {
            look.Fields["from_ms"] = watched.FromMs;
            look.Fields["to_ms"] = watched.ToMs;
            look.Fields["seconds"] = (watched.ToMs - watched.FromMs + 500) / 1000;
        }

        return audit.WriteAsync(look, cancellation);
    }
}
