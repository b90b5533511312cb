namespace Hindsight.Server.Resources;

/// <summary>A kind of resource: its names, its versions, and how its content is read.</summary>
internal sealed class ResourceKind
{
    /// <summary>Every kind, in the order of lists.</summary>
    internal static readonly IReadOnlyList<ResourceKind> All =
    [
        new("role", ["roles"], ["v3", "v4", "v5", "v6", "v7", "v8"], "v7", Role.Read),
        new("user", ["users"], ["v2"], "v2", ClusterUser.Read),
        new("windows_desktop", ["windows_desktops", "desktop", "desktops"], ["v3"], "v3", DesktopResource.Read),
        new("node", ["nodes", "server", "servers"], ["v2"], "v2", NodeResource.Read),
        new("session_recording_config", ["recording_config", "session-recording-config"], ["v2"], "v2", RecordingConfig.Read)
        {
            Singleton = RecordingConfig.FixedName, Title = "session recording configuration",
        },
        new("cluster_auth_preference", ["auth_preference", "cap", "cluster-auth-preference"], ["v2"], "v2", AuthPreference.Read)
        {
            Singleton = AuthPreference.FixedName, Title = "cluster auth preference",
        },
        new("lock", ["locks"], ["v2"], "v2", AccessLock.Read),
        new("token", ["tokens"], ["v2"], "v2", JoinToken.Read),
    ];

    private readonly IReadOnlyList<string> _otherNames;
    private readonly Func<ResourceReading, Resource?> _read;

    private ResourceKind(string name, IReadOnlyList<string> otherNames, IReadOnlyList<string> versions, string usualVersion, Func<ResourceReading, Resource?> read) =>
        (Name, _otherNames, Versions, UsualVersion, _read) = (name, otherNames, versions, usualVersion, read);

    /// <summary>The name in files.</summary>
    internal string Name { get; }

    /// <summary>What a person calls it.</summary>
    internal string Title { get => field ?? Name.Replace('_', ' '); private init; }

    /// <summary>The name of the only one there is; null for kinds with many.</summary>
    internal string? Singleton { get; private init; }

    /// <summary>The versions that are understood.</summary>
    internal IReadOnlyList<string> Versions { get; }

    /// <summary>The version of those that say none.</summary>
    internal string UsualVersion { get; }

    /// <summary>The kind of that name, singular or plural, or null.</summary>
    internal static ResourceKind? Find(string name) =>
        All.FirstOrDefault(k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || k._otherNames.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>The kind of that name in a list of them, which is a defect when it is missing.</summary>
    internal static ResourceKind Of(string name) => Find(name) ?? throw new InvalidOperationException($"there is no kind {name}");

    /// <summary>Reads a resource of this kind; null after a fault that leaves nothing.</summary>
    internal Resource? Read(ResourceReading reading) => _read(reading);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
