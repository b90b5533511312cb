namespace Hindsight.Server.Identity.Factors;

/// <summary>A factor that somebody is adding: what the app or the authenticator must prove. Never on the disk.</summary>
internal sealed record PendingFactor(string User, string Kind, byte[] Secret, DateTimeOffset Expires)
{
    /// <summary>The kind alone.</summary>
    public override string ToString() => Kind;
}

/// <summary>
/// The factors that are being added, in memory: one for each browser session or sign-in, of which there are as many as
/// people have passwords. A restart of the server ends them.
/// </summary>
internal sealed class PendingFactors(TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PendingFactor> _pending = new(StringComparer.Ordinal);

    /// <summary>Keeps a new secret or challenge; the owner's one before is forgotten.</summary>
    internal void Put(string owner, string user, string kind, byte[] secret)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var (old, _) in _pending.Where(p => p.Value.Expires <= now).ToList())
                _pending.Remove(old);
            _pending[owner] = new PendingFactor(user, kind, secret, now + Limit);
        }
    }

    /// <summary>What the owner was given, for another try.</summary>
    internal PendingFactor? Find(string owner, string kind)
    {
        lock (_lock)
            return _pending.GetValueOrDefault(owner) is { } pending && pending.Kind == kind && pending.Expires > time.GetUtcNow() ? pending : null;
    }

    /// <summary>The same, once.</summary>
    internal PendingFactor? Take(string owner, string kind)
    {
        lock (_lock)
        {
            var pending = Find(owner, kind);
            if (pending is not null)
                _pending.Remove(owner);
            return pending;
        }
    }
}
