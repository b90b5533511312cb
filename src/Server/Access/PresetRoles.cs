namespace Hindsight.Server.Access;

/// <summary>The roles every cluster has, with Teleport's names.</summary>
internal static class PresetRoles
{
    /// <summary>All of them.</summary>
    internal static readonly IReadOnlyList<Role> All =
    [
        new() { Name = "access", Description = "Open desktops, and see the recordings of one's own sessions.", Desktops = true, Recordings = RecordingsScope.Own, Audit = true },
        new() { Name = "auditor", Description = "See every recording and the audit log.", RecordDesktop = false, Recordings = RecordingsScope.All, Audit = true },
        new() { Name = "editor", Description = "Change the cluster's configuration.", RecordDesktop = false, Audit = true },
    ];

    /// <summary>The role of that name, or null.</summary>
    internal static Role? Find(string name) => All.FirstOrDefault(r => r.Name == name);
}
