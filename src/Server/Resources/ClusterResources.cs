using System.Collections.Immutable;

namespace Hindsight.Server.Resources;

/// <summary>
/// Every resource, in memory, as of the last write: decisions are made on it without waiting. Only
/// <see cref="ResourceStore"/> changes it, after the database has.
/// </summary>
internal sealed class ClusterResources(TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile ImmutableDictionary<string, ImmutableSortedDictionary<string, StoredResource>> _kinds = ImmutableDictionary<string, ImmutableSortedDictionary<string, StoredResource>>.Empty;
    private volatile TaskCompletionSource _changed = NewSignal();

    /// <summary>Completes at the next change. Take it before looking, so that no change is missed.</summary>
    internal Task Changed => _changed.Task;

    /// <summary>Resources that nobody stored, for tests of decisions.</summary>
    internal static ClusterResources Of(TimeProvider time, IEnumerable<Resource> resources)
    {
        var made = new ClusterResources(time);
        made.Put([.. resources.Select(r => new StoredResource(r, ResourceOrigin.Dynamic, "1", time.GetUtcNow(), "", time.GetUtcNow(), ""))]);
        return made;
    }

    /// <summary>The resource of that name if it still counts, or null.</summary>
    internal StoredResource? FindStored(ResourceKind kind, string name) =>
        OfKind(kind).GetValueOrDefault(name) is { } stored && stored.Counts(time.GetUtcNow()) ? stored : null;

    /// <summary>The resource of that name if it still counts, or null.</summary>
    internal T? Find<T>(string kind, string name)
        where T : Resource => FindStored(ResourceKind.Of(kind), name)?.Resource as T;

    /// <summary>All that still count, by name.</summary>
    internal IEnumerable<StoredResource> List(ResourceKind kind)
    {
        var now = time.GetUtcNow();
        return OfKind(kind).Values.Where(r => r.Counts(now));
    }

    /// <summary>All of a type that still count, by name.</summary>
    internal IEnumerable<T> List<T>(string kind)
        where T : Resource => List(ResourceKind.Of(kind)).Select(s => s.Resource).OfType<T>();

    /// <summary>The user of that name, or null.</summary>
    internal ClusterUser? User(string name) => Find<ClusterUser>("user", name);

    /// <summary>The role of that name, or null.</summary>
    internal Role? Role(string name) => Find<Role>("role", name);

    /// <summary>Whether the cluster records.</summary>
    internal RecordingConfig Recording => Find<RecordingConfig>("session_recording_config", RecordingConfig.FixedName) ?? RecordingConfig.Default;

    /// <summary>How people sign in.</summary>
    internal AuthPreference Authentication => Find<AuthPreference>("cluster_auth_preference", AuthPreference.FixedName) ?? AuthPreference.Default;

    /// <summary>Locks that still count.</summary>
    internal IEnumerable<AccessLock> Locks => List<AccessLock>("lock");

    /// <summary>Takes what was stored.</summary>
    internal void Put(IReadOnlyList<StoredResource> resources)
    {
        lock (_lock)
        {
            foreach (var kind in resources.GroupBy(r => r.Resource.Kind))
                _kinds = _kinds.SetItem(kind.Key.Name, OfKind(kind.Key).SetItems(kind.Select(r => KeyValuePair.Create(r.Resource.Name, r))));
        }

        Signal();
    }

    /// <summary>Takes away what was deleted.</summary>
    internal void Remove(ResourceKind kind, string name)
    {
        lock (_lock)
            _kinds = _kinds.SetItem(kind.Name, OfKind(kind).Remove(name));
        Signal();
    }

    private ImmutableSortedDictionary<string, StoredResource> OfKind(ResourceKind kind) =>
        _kinds.GetValueOrDefault(kind.Name) ?? ImmutableSortedDictionary.Create<string, StoredResource>(StringComparer.Ordinal);

    private void Signal() => Interlocked.Exchange(ref _changed, NewSignal()).SetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
