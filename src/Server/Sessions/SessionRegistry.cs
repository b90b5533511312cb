using System.Collections.Concurrent;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Sessions;

/// <summary>The live sessions of this server: bounds their number, counts them, and ends them when the server stops.</summary>
internal sealed class SessionRegistry : IDisposable
{
    private readonly ConcurrentDictionary<SessionId, DesktopSession> _sessions = new();
    private readonly ConcurrentDictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenRegistration _stopping;
    private volatile bool _stopped;

    /// <summary>Creates the registry; when <paramref name="lifetime"/> ends, all sessions do.</summary>
    public SessionRegistry(SessionOptions options, IHostApplicationLifetime lifetime)
    {
        _places = new SemaphoreSlim(options.MaxSessions, options.MaxSessions);
        _stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>Sessions that run, those that still connect included.</summary>
    public int Count => _sessions.Count;

    /// <summary>Viewers of all of them.</summary>
    public int ViewerCount => _sessions.Values.Sum(s => s.ViewerCount);

    /// <summary>Takes a place for somebody's session; null when there is none. The place is free again when it is disposed.</summary>
    public SessionPlace? TryTakePlace(string user) => !_stopped && _places.Wait(0) ? new SessionPlace(this, user) : null;

    /// <summary>Places that somebody has, those of sessions that still connect included.</summary>
    public int CountOf(string user) => _users.GetValueOrDefault(user);

    /// <summary>Whether the server takes no more sessions because it stops.</summary>
    public bool Stopping => _stopped;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _places.Dispose();
    }

    private void Stop()
    {
        _stopped = true;
        foreach (var session in _sessions.Values)
            session.RequestEnd(SessionEnd.ServerStopping);
    }

    /// <summary>A session's place in the registry.</summary>
    internal sealed class SessionPlace : IDisposable
    {
        private readonly SessionRegistry _registry;
        private readonly string _user;
        private DesktopSession? _session;

        internal SessionPlace(SessionRegistry registry, string user)
        {
            (_registry, _user) = (registry, user);
            registry._users.AddOrUpdate(user, 1, (_, count) => count + 1);
        }

        /// <summary>Fills the place.</summary>
        public void Fill(DesktopSession session)
        {
            _session = session;
            _registry._sessions[session.Admitted.Session.Sid] = session;
            if (_registry._stopped)
                session.RequestEnd(SessionEnd.ServerStopping);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_session is { } session)
                _registry._sessions.TryRemove(session.Admitted.Session.Sid, out _);
            // Removed only at zero, and by the one who brought it there.
            if (_registry._users.AddOrUpdate(_user, 0, (_, count) => count - 1) == 0)
                _registry._users.TryRemove(KeyValuePair.Create(_user, 0));
            _registry._places.Release();
        }
    }
}
