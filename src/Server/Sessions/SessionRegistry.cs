using System.Collections.Concurrent;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Sessions;

/// <summary>The live sessions of this server: bounds their number, counts them, and ends them when the server stops.</summary>
internal sealed class SessionRegistry : IDisposable
{
    private readonly ConcurrentDictionary<SessionId, DesktopSession> _sessions = new();
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

    /// <summary>Takes a place for a session; null when there is none. The place is free again when it is disposed.</summary>
    public SessionPlace? TryTakePlace() => !_stopped && _places.Wait(0) ? new SessionPlace(this) : null;

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
    internal sealed class SessionPlace(SessionRegistry registry) : IDisposable
    {
        private DesktopSession? _session;

        /// <summary>Fills the place.</summary>
        public void Fill(DesktopSession session)
        {
            _session = session;
            registry._sessions[session.Admitted.Session.Sid] = session;
            if (registry._stopped)
                session.RequestEnd(SessionEnd.ServerStopping);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_session is { } session)
                registry._sessions.TryRemove(session.Admitted.Session.Sid, out _);
            registry._places.Release();
        }
    }
}
