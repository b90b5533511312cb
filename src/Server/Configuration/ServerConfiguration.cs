using System.Text.RegularExpressions;
using Hindsight.Desktop;

namespace Hindsight.Server.Configuration;

/// <summary>What the server was asked to be: the checked content of <c>teleport.yaml</c>, never changed while it runs.</summary>
internal sealed record ServerConfiguration
{
    /// <summary>This host's name in pages and certificates.</summary>
    public string NodeName { get; init; } = Environment.MachineName;

    /// <summary>The directory of everything the server keeps.</summary>
    public string DataDirectory { get; init; } = "/var/lib/teleport";

    /// <summary>Where the log goes.</summary>
    public LogConfiguration Log { get; init; } = new();

    /// <summary>The SQLite file; null for the one in <see cref="DataDirectory"/>.</summary>
    public string? DatabasePath { get; init; }

    /// <summary>Where audit events go besides the database: paths of files, and <c>stdout</c>.</summary>
    public IReadOnlyList<string> AuditPlaces { get; init; } = [];

    /// <summary>The cluster: its name and whether it records.</summary>
    public AuthConfiguration Auth { get; init; } = new();

    /// <summary>The pages and the API.</summary>
    public ProxyConfiguration Proxy { get; init; } = new();

    /// <summary>The desktops.</summary>
    public DesktopServiceConfiguration DesktopService { get; init; } = new();

    /// <summary>The cluster's name; the node's own when none was given.</summary>
    public string ClusterName => Auth.ClusterName ?? NodeName;
}

/// <summary><c>auth_service</c>.</summary>
internal sealed record AuthConfiguration
{
    /// <summary>The cluster's name; null for the node's.</summary>
    public string? ClusterName { get; init; }

    /// <summary>Whether sessions are recorded, of every kind; null when the file does not say.</summary>
    public SessionRecordingMode? SessionRecording { get; init; }

    /// <summary>Whether keys of SSH hosts are checked; null when the file does not say.</summary>
    public bool? ProxyChecksHostKeys { get; init; }

    /// <summary>How people sign in; null when the file does not say.</summary>
    public AuthenticationConfiguration? Authentication { get; init; }

    /// <summary>Whether new recordings are encrypted, and for whom.</summary>
    public RecordingEncryptionConfiguration Encryption { get; init; } = new();
}

/// <summary><c>auth_service.session_recording_config.encryption</c>.</summary>
internal sealed record RecordingEncryptionConfiguration
{
    /// <summary>Whether new recordings are encrypted.</summary>
    public bool Enabled { get; init; }

    /// <summary>Who may read them besides the cluster: public keys as age prints them (<c>age1…</c>).</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}

/// <summary><c>proxy_service</c>.</summary>
internal sealed record ProxyConfiguration
{
    /// <summary>Where the pages are served.</summary>
    public ListenAddress WebListen { get; init; } = new("0.0.0.0", 3080);

    /// <summary>The names people use in their browser, with their ports; the first is the one to print.</summary>
    public IReadOnlyList<ListenAddress> PublicAddresses { get; init; } = [];

    /// <summary>Certificates of ours; empty for a self-signed one.</summary>
    public IReadOnlyList<KeyPairFiles> KeyPairs { get; init; } = [];
}

/// <summary>A certificate with its chain and its private key, both PEM.</summary>
internal sealed record KeyPairFiles(string KeyFile, string CertificateFile);

/// <summary><c>windows_desktop_service</c>.</summary>
internal sealed record DesktopServiceConfiguration
{
    /// <summary>Whether desktops are offered.</summary>
    public bool Enabled { get; init; }

    /// <summary>Labels of the service itself; its desktops have them too unless they say otherwise.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the desktop's wallpaper is drawn.</summary>
    public bool ShowWallpaper { get; init; }

    /// <summary>Labels of the desktops whose host matches a pattern.</summary>
    public IReadOnlyList<HostLabels> HostLabels { get; init; } = [];

    /// <summary>The desktops, in the file's order.</summary>
    public IReadOnlyList<DesktopHostConfiguration> StaticHosts { get; init; } = [];
}

/// <summary>One of <c>windows_desktop_service.host_labels</c>.</summary>
/// <param name="Match">What the host's name or address must match.</param>
/// <param name="Labels">The labels it then has.</param>
internal sealed record HostLabels(Regex Match, IReadOnlyDictionary<string, string> Labels);

/// <summary>One of <c>windows_desktop_service.static_hosts</c>.</summary>
internal sealed record DesktopHostConfiguration
{
    /// <summary>The port of RDP.</summary>
    internal const int RdpPort = 3389;

    /// <summary>The desktop's name in the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>Host and port of its RDP service.</summary>
    public required ListenAddress Address { get; init; }

    /// <summary>Whether it belongs to a domain, so that a domain is asked for when signing in.</summary>
    public bool ActiveDirectory { get; init; }

    /// <summary>Labels, of the desktop alone.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What the host is asked to send.</summary>
    public DesktopGraphics Graphics { get; init; } = DesktopGraphics.Lossless;

    /// <summary>The logins that may be used; empty for any.</summary>
    public IReadOnlyList<string> Logins { get; init; } = [];

    /// <summary>The fingerprint its certificate must have, 64 lower-case hexadecimal digits; null to trust on first use.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>A PEM file of the authorities that may have issued its certificate; null to trust on first use.</summary>
    public string? CertificateAuthorityFile { get; init; }
}
