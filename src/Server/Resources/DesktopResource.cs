using System.Text.Json.Nodes;
using Hindsight.Desktop;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>A desktop: one of <c>static_hosts</c>, or one that was added while the server ran.</summary>
internal sealed record DesktopResource : Resource
{
    /// <summary>What is known of it.</summary>
    public required DesktopHostConfiguration Host { get; init; }

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("windows_desktop");

    /// <summary>The resource of a desktop in the configuration.</summary>
    internal static DesktopResource Of(DesktopHostConfiguration host) => new() { Name = host.Name, Version = "v3", Labels = host.Labels, Host = host };

    /// <summary>Reads a desktop's content.</summary>
    internal static DesktopResource? Read(ResourceReading reading)
    {
        var spec = reading.Spec;
        spec.Refuse("host_id", "this server opens every desktop itself: remove the key");
        spec.Refuse("screen_size", "the screen has the size of the person's window: remove the key");
        spec.Refuse("domain", "people type their domain when they connect: remove the key");
        var address = spec.Parsed("addr", text => ListenAddress.Parse(text, DesktopHostConfiguration.RdpPort), "a host with a port, such as 192.0.2.20:3389", required: true);
        var fingerprint = spec.Parsed("certificate_sha256", text => Fingerprint.Normalize(text) is var sha256 && Fingerprint.IsValid(sha256) ? sha256 : null, "a SHA-256 fingerprint: 64 hexadecimal digits, with colons or without");
        var nonAd = spec.Flag("non_ad", true);
        var graphics = (DesktopGraphics)spec.Choice("graphics", DesktopGraphicsNames.Names, 0);
        var logins = spec.Texts("logins");
        if (address is null)
            return null;
        return new DesktopResource
        {
            Name = reading.Name,
            Version = reading.Version,
            Description = reading.Description,
            Labels = reading.Labels,
            Expires = reading.Expires,
            Host = new DesktopHostConfiguration
            {
                Name = reading.Name, Address = address, ActiveDirectory = !nonAd, Labels = reading.Labels, Graphics = graphics, Logins = logins, CertificateSha256 = fingerprint,
            },
        };
    }

    /// <inheritdoc/>
    public override JsonObject WriteSpec()
    {
        var spec = new JsonObject { ["addr"] = Host.Address.ToString(), ["non_ad"] = !Host.ActiveDirectory };
        if (Host.Graphics != DesktopGraphics.Lossless)
            spec["graphics"] = Host.Graphics.Name();
        if (Host.Logins.Count > 0)
            spec["logins"] = RoleConditions.Texts(Host.Logins);
        if (Host.CertificateSha256 is { } sha256)
            spec["certificate_sha256"] = sha256;
        return spec;
    }
}
