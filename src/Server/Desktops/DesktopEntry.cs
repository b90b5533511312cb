using Hindsight.Desktop;
using Hindsight.Server.Access;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Desktops;

/// <summary>A desktop of the cluster.</summary>
internal sealed class DesktopEntry(DesktopHostConfiguration host, DesktopServiceConfiguration service)
{
    /// <summary>Its name, its labels and its logins, for access decisions.</summary>
    internal DesktopTraits Traits { get; } = new(host.Name, MergeLabels(service, host), host.Logins);

    /// <summary>Its name in the cluster.</summary>
    internal string Name => Traits.Name;

    /// <summary>Host and port of its RDP service.</summary>
    internal ListenAddress Address => host.Address;

    /// <summary>Whether it belongs to a domain.</summary>
    internal bool ActiveDirectory => host.ActiveDirectory;

    /// <summary>What it is asked to send.</summary>
    internal DesktopGraphics Graphics => host.Graphics;

    /// <summary>The fingerprint the configuration demands.</summary>
    internal string? RequiredSha256 => host.CertificateSha256;

    /// <summary>The authorities the configuration demands, a PEM file.</summary>
    internal string? RequiredAuthorityFile => host.CertificateAuthorityFile;

    /// <summary>The target for the worker.</summary>
    internal DesktopTarget Target => new(Name, Address.Host, Address.Port, Graphics) { Wallpaper = service.ShowWallpaper && Graphics != DesktopGraphics.ThinLink };

    /// <summary>The service's labels, then those of the patterns its host matches, then its own: the last one says.</summary>
    private static Dictionary<string, string> MergeLabels(DesktopServiceConfiguration service, DesktopHostConfiguration host)
    {
        var labels = new Dictionary<string, string>(service.Labels, StringComparer.Ordinal);
        var byHost = service.HostLabels.Where(h => h.Match.IsMatch(host.Address.Host) || h.Match.IsMatch(host.Name)).SelectMany(h => h.Labels);
        foreach (var (key, value) in byHost.Concat(host.Labels))
            labels[key] = value;
        return labels;
    }
}
