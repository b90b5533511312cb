namespace Hindsight.Server.Resources;

/// <summary>The roles every cluster begins with, with Teleport's names and rules.</summary>
internal static class Presets
{
    private const string Text =
        """
        kind: role
        version: v7
        metadata:
          name: access
          description: Open desktops, and see the recordings of one's own sessions.
          labels:
            teleport.internal/resource-type: preset
        spec:
          options:
            max_session_ttl: 30h
            record_session:
              desktop: true
          allow:
            logins: ["{{internal.logins}}"]
            node_labels:
              "*": "*"
            windows_desktop_labels:
              "*": "*"
            windows_desktop_logins: ["{{internal.windows_logins}}"]
            rules:
            - resources: [event]
              verbs: [list, read]
            - resources: [session]
              verbs: [list, read]
              where: contains(session.participants, user.metadata.name)
        ---
        kind: role
        version: v7
        metadata:
          name: auditor
          description: See every recording and the audit log.
          labels:
            teleport.internal/resource-type: preset
        spec:
          options:
            max_session_ttl: 30h
            record_session:
              desktop: false
          allow:
            rules:
            - resources: [session]
              verbs: [list, read]
            - resources: [event]
              verbs: [list, read]
            - resources: [session_tracker]
              verbs: [list, read]
            - resources: [cluster_alert]
              verbs: [list, read]
            - resources: [instance]
              verbs: [list, read]
        ---
        kind: role
        version: v7
        metadata:
          name: editor
          description: Change the cluster's configuration, its users and roles.
          labels:
            teleport.internal/resource-type: preset
        spec:
          options:
            max_session_ttl: 30h
            record_session:
              desktop: false
          allow:
            rules:
            - resources: [user]
              verbs: [list, create, read, update, delete]
            - resources: [role]
              verbs: [list, create, read, update, delete]
            - resources: [session_recording_config]
              verbs: [list, create, read, update, delete]
            - resources: [cluster_auth_preference]
              verbs: [list, create, read, update, delete]
            - resources: [lock]
              verbs: [list, create, read, update, delete]
            - resources: [token]
              verbs: [list, create, read, update, delete]
            - resources: [windows_desktop]
              verbs: [list, create, read, update, delete]
            - resources: [node]
              verbs: [list, create, read, update, delete]
            - resources: [event]
              verbs: [list, read]
        """;

    /// <summary>All of them.</summary>
    internal static readonly IReadOnlyList<Role> All = [.. ResourceText.Read(Text).Resources.Select(r => (Role)r.Resource)];
}
