using Hindsight.Server.Audit;
using Hindsight.Server.Configuration;
using Hindsight.Server.Http;

namespace Hindsight.Server.Resources;

/// <summary>The audit events of resources.</summary>
internal static class ResourceEvents
{
    /// <summary>A resource was made or changed.</summary>
    internal static AuditEvent Written(StoredResource after, StoredResource? before, string by)
    {
        var kind = (after.Resource, before) switch
        {
            (Role, null) => AuditKind.RoleCreate,
            (Role, _) => AuditKind.RoleUpdate,
            (ClusterUser, null) => AuditKind.UserCreate,
            (ClusterUser, _) => AuditKind.UserUpdate,
            (AccessLock, _) => AuditKind.LockCreate,
            (RecordingConfig, _) => AuditKind.RecordingConfigUpdate,
            (AuthPreference, _) => AuditKind.AuthPreferenceUpdate,
            (JoinToken, _) => AuditKind.TokenCreate,
            _ => AuditKind.ResourceUpdate,
        };
        return Fill(kind, after, by);
    }

    /// <summary>A resource was deleted.</summary>
    internal static AuditEvent Deleted(StoredResource before, string by) => Fill(
        before.Resource switch
        {
            Role => AuditKind.RoleDelete,
            ClusterUser => AuditKind.UserDelete,
            AccessLock => AuditKind.LockDelete,
            _ => AuditKind.ResourceDelete,
        },
        before, by);

    private static AuditEvent Fill(AuditKind kind, StoredResource stored, string by)
    {
        var entry = new AuditEvent(kind) { User = by };
        var fields = entry.Fields;
        // A token's name is what lets something in.
        fields["name"] = stored.Resource is JoinToken ? "***" : stored.Resource.Name;
        if (stored.Resource.Expires is { } expires)
            fields["expires"] = Rfc3339.Format(expires);
        switch (stored.Resource)
        {
            case ClusterUser user:
                fields["roles"] = string.Join(',', user.Roles);
                break;
            case AccessLock locked:
                fields["target"] = locked.WriteSpec()["target"]!.DeepClone();
                fields["message"] = locked.Message;
                break;
            case RecordingConfig recording:
                fields["mode"] = recording.Mode.Name();
                fields["origin"] = stored.Origin.Name();
                break;
            case AuthPreference or DesktopResource or NodeResource:
                fields["kind"] = stored.Resource.Kind.Name;
                fields["origin"] = stored.Origin.Name();
                break;
        }

        return entry;
    }
}
