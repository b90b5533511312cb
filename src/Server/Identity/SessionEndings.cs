namespace Hindsight.Server.Identity;

/// <summary>
/// Tells what runs for a person that their session is over. An entry lives from the first use of a session in this
/// process to its end.
/// </summary>
internal sealed class SessionEndings(TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    // What runs may go on after the sign-in has expired, and must hear of the end of its user all the same.
    private static readonly TimeSpan Afterwards = TimeSpan.FromHours(24);

    /// <summary>A token that is cancelled when somebody ends the session.</summary>
    internal CancellationToken Token(string sessionKey, string user, DateTimeOffset expires)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(sessionKey, out var entry))
            {
                var left = expires - time.GetUtcNow();
                if (left <= TimeSpan.Zero)
                    return new CancellationToken(canceled: true);
                var forgetting = time.CreateTimer(_ => Forget(sessionKey), null, left + Afterwards, Timeout.InfiniteTimeSpan);
                entry = new Entry(user, new CancellationTokenSource(), forgetting);
                _entries.Add(sessionKey, entry);
                entry.Source.Token.Register(() => Forget(sessionKey));
            }

            return entry.Source.Token;
        }
    }

    /// <summary>Ends one session.</summary>
    internal void EndSession(string sessionKey)
    {
        Entry? entry;
        lock (_lock)
            _entries.TryGetValue(sessionKey, out entry);
        entry?.Source.Cancel();
    }

    /// <summary>Ends every session of a user.</summary>
    internal void EndUser(string user)
    {
        List<Entry> ending;
        lock (_lock)
            ending = [.. _entries.Values.Where(e => e.User == user)];
        foreach (var entry in ending)
            entry.Source.Cancel();
    }

    /// <summary>Stops the clocks.</summary>
    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            entry.Forgetting.Dispose();
            entry.Source.Dispose();
        }
    }

    private void Forget(string sessionKey)
    {
        lock (_lock)
        {
            if (_entries.Remove(sessionKey, out var entry))
                entry.Forgetting.Dispose();
        }
    }

    private sealed record Entry(string User, CancellationTokenSource Source, ITimer Forgetting);
}
