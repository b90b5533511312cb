namespace Hindsight.Server.Configuration;

/// <summary>
/// Keys that Teleport knows and this server has no use for. Silence about them would promise what does not happen, so
/// each is refused with the reason.
/// </summary>
internal static class RefusedKeys
{
    private const string OneServer = "this server is the whole cluster and joins none: remove the key";
    private const string OnePort = "everything is served at proxy_service.web_listen_addr: remove the key";
    private const string NoDirectory = "desktops are listed in static_hosts and people type their own password, so no directory is asked: remove the key";

    private static readonly Dictionary<string, Dictionary<string, string>> BySection = new()
    {
        ["teleport"] = new()
        {
            ["auth_server"] = OneServer,
            ["auth_servers"] = OneServer,
            ["proxy_server"] = OneServer,
            ["auth_token"] = OneServer,
            ["join_params"] = OneServer,
            ["ca_pin"] = OneServer,
            ["advertise_ip"] = OneServer,
            ["cache"] = "nothing is cached between servers here: remove the key",
            ["connection_limits"] = "the limits are built in: remove the key",
            ["diag_addr"] = "health is answered at /healthz and /readyz of the pages: remove the key",
            ["pid_file"] = "let the service manager keep the process id: remove the key",
        },
        ["teleport.storage"] = new()
        {
            ["audit_sessions_uri"] = "recordings are kept in data_dir: remove the key",
        },
        ["auth_service"] = new()
        {
            ["listen_addr"] = OnePort,
            ["public_addr"] = "the name of the pages is proxy_service.public_addr: write it there",
            ["tokens"] = OneServer,
            ["license_file"] = "no license is needed: remove the key",
            ["client_idle_timeout"] = "write client_idle_timeout in the options of a role",
            ["disconnect_expired_cert"] = "write disconnect_expired_cert in authentication, or in the options of a role",
            ["proxy_listener_mode"] = OnePort,
        },
        ["proxy_service"] = new()
        {
            ["listen_addr"] = "SSH is not served yet: remove the key",
            ["ssh_public_addr"] = "SSH is not served yet: remove the key",
            ["tunnel_listen_addr"] = OneServer,
            ["tunnel_public_addr"] = OneServer,
            ["kube_listen_addr"] = "Kubernetes is not served: remove the key",
            ["kube_public_addr"] = "Kubernetes is not served: remove the key",
            ["mysql_listen_addr"] = "databases are not served: remove the key",
            ["postgres_listen_addr"] = "databases are not served: remove the key",
            ["acme"] = "certificates are not fetched: name files in https_keypairs, and start the server again when they are renewed",
            ["https_key_file"] = "write it as key_file in https_keypairs",
            ["https_cert_file"] = "write it as cert_file in https_keypairs",
            ["https_keypairs_reload_interval"] = "start the server again when the files are renewed: remove the key",
            ["trust_x_forwarded_for"] = "addresses are taken from the connection: remove the key",
        },
        ["windows_desktop_service"] = new()
        {
            ["listen_addr"] = OneServer,
            ["public_addr"] = OneServer,
            ["ldap"] = NoDirectory,
            ["discovery"] = NoDirectory,
            ["discovery_configs"] = NoDirectory,
            ["pki_domain"] = NoDirectory,
            ["kdc_address"] = NoDirectory,
            ["resources"] = "desktops are listed in static_hosts: remove the key",
            ["hosts"] = "write them as static_hosts",
            ["non_ad_hosts"] = "write them as static_hosts",
        },
        ["ssh_service"] = new()
        {
            ["listen_addr"] = "SSH is not served yet: remove the key",
            ["labels"] = "SSH is not served yet: remove the key",
            ["commands"] = "SSH is not served yet: remove the key",
            ["pam"] = "SSH is not served yet: remove the key",
            ["enhanced_recording"] = "SSH is not served yet: remove the key",
        },
    };

    /// <summary>Services of Teleport's that do not exist here; one that is off may stay in the file.</summary>
    internal static readonly IReadOnlyList<string> Services =
    [
        "app_service", "db_service", "debug_service", "discovery_service", "jamf_service", "kubernetes_service",
        "linux_desktop_service", "okta_service", "relay_service", "access_graph",
    ];

    /// <summary>Refuses what is in a section and has no meaning there.</summary>
    internal static void Refuse(YamlSection section)
    {
        foreach (var (key, sentence) in BySection.GetValueOrDefault(section.Path) ?? [])
            section.Refuse(key, sentence);
    }
}
