using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>
/// Keys of Teleport's roles that mean nothing here. A role that says what does not happen would be a lie, so each is
/// refused with the reason; a key that asks for what is the case anyway may stay.
/// </summary>
internal static class RefusedRoleKeys
{
    private const string NoKubernetes = "Kubernetes is not served: remove the key";
    private const string NoApps = "applications are not served: remove the key";
    private const string NoDatabases = "databases are not served: remove the key";
    private const string NoRequests = "there are no access requests: remove the key";
    private const string NoDirectory = "accounts on the desktop are made by its own administrator: remove the key";
    private const string NoPredicate = "write label matchers instead, such as env: [prod, test]: remove the key";

    /// <summary>Options whose one value is what happens here.</summary>
    private static readonly Dictionary<string, (string[] Harmless, string Sentence)> Fixed = new()
    {
        ["desktop_directory_sharing"] = (["false", "no", "off"], "directories are not shared with desktops: write no"),
        ["create_desktop_user"] = (["false", "no", "off"], NoDirectory),
        ["require_session_mfa"] = (["false", "no", "off"], "a second factor at each session is not asked for yet: write no"),
        ["pin_source_ip"] = (["false", "no", "off"], "sessions are not bound to an address: write no"),
        ["forward_agent"] = (["false", "no", "off"], "SSH agents are not forwarded: write no"),
        ["ssh_file_copy"] = (["false", "no", "off"], "files are not copied over SSH: write no"),
        ["port_forwarding"] = (["false", "no", "off"], "ports are not forwarded: write no"),
        ["permit_x11_forwarding"] = (["false", "no", "off"], "X11 is not forwarded: write no"),
        ["create_host_user_mode"] = (["off"], NoDirectory),
        ["cert_format"] = (["standard"], "there are no certificates of other formats: write standard"),
    };

    private static readonly Dictionary<string, string> Options = new()
    {
        ["enhanced_recording"] = "commands and networks of hosts are not watched: remove the key",
        ["cert_extensions"] = "people get no SSH certificates: remove the key",
        ["request_access"] = NoRequests,
        ["request_prompt"] = NoRequests,
        ["max_kubernetes_connections"] = NoKubernetes,
        ["ssh_port_forwarding"] = "ports are not forwarded: remove the key",
        ["create_host_user"] = NoDirectory,
        ["create_db_user"] = NoDatabases,
        ["create_db_user_mode"] = NoDatabases,
        ["idp"] = "this server is no identity provider: remove the key",
        ["device_trust_mode"] = "devices are not registered: remove the key",
        ["mfa_verification_interval"] = "a second factor at each session is not asked for yet: remove the key",
    };

    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["kubernetes_labels"] = NoKubernetes,
        ["kubernetes_groups"] = NoKubernetes,
        ["kubernetes_users"] = NoKubernetes,
        ["kubernetes_resources"] = NoKubernetes,
        ["app_labels"] = NoApps,
        ["app_labels_expression"] = NoApps,
        ["aws_role_arns"] = NoApps,
        ["azure_identities"] = NoApps,
        ["gcp_service_accounts"] = NoApps,
        ["db_labels"] = NoDatabases,
        ["db_names"] = NoDatabases,
        ["db_users"] = NoDatabases,
        ["db_roles"] = NoDatabases,
        ["db_service_labels"] = NoDatabases,
        ["desktop_groups"] = NoDirectory,
        ["host_groups"] = NoDirectory,
        ["host_sudoers"] = NoDirectory,
        ["linux_desktop_labels"] = "desktops of every kind are windows_desktop here: write windows_desktop_labels",
        ["linux_desktop_logins"] = "desktops of every kind are windows_desktop here: write windows_desktop_logins",
        ["windows_desktop_labels_expression"] = NoPredicate,
        ["node_labels_expression"] = NoPredicate,
        ["cluster_labels"] = "there are no other clusters: remove the key",
        ["group_labels"] = "groups of accounts are not looked at: remove the key",
        ["request"] = NoRequests,
        ["review_requests"] = NoRequests,
        ["impersonate"] = "nobody acts as somebody else: remove the key",
        ["require_session_join"] = "nobody joins sessions yet: remove the key",
        ["join_sessions"] = "nobody joins sessions yet: remove the key",
        ["namespaces"] = "there are no namespaces here: remove the key",
        ["spiffe"] = "workloads get no identities: remove the key",
        ["workload_identity_labels"] = "workloads get no identities: remove the key",
    };

    /// <summary>Refuses what is in a section of a role and has no meaning there.</summary>
    internal static void Refuse(YamlSection section)
    {
        if (section.Path.EndsWith("options", StringComparison.Ordinal))
        {
            foreach (var (key, sentence) in Options)
                section.Refuse(key, sentence);
            foreach (var (key, (harmless, sentence)) in Fixed)
                section.Text(key, text => harmless.Contains(text.ToLowerInvariant()) ? null : sentence);
            return;
        }

        foreach (var (key, sentence) in Conditions)
            section.Refuse(key, sentence);
    }
}
