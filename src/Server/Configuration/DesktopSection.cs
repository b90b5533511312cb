using System.Text.RegularExpressions;
using Hindsight.Desktop;

namespace Hindsight.Server.Configuration;

/// <summary>Reads the section <c>windows_desktop_service</c>.</summary>
internal static class DesktopSection
{
    /// <summary>Reads it.</summary>
    internal static DesktopServiceConfiguration Read(YamlSection section, string directory)
    {
        RefusedKeys.Refuse(section);
        var result = new DesktopServiceConfiguration
        {
            Enabled = section.Flag("enabled", false),
            Labels = section.Labels("labels"),
            ShowWallpaper = section.Flag("show_desktop_wallpaper", false),
            HostLabels = [.. section.Sections("host_labels").Select(ReadHostLabels).OfType<HostLabels>()],
            StaticHosts = ReadHosts(section, directory),
        };
        section.Done();
        return result;
    }

    private static HostLabels? ReadHostLabels(YamlSection item)
    {
        // Without backtracking: a pattern takes no longer than the text it is tried on.
        var match = item.Parsed("match", text =>
        {
            try
            {
                return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                return null;
            }
        }, "a regular expression, such as ^.*\\.prod\\.example\\.com$", required: true);
        var labels = item.Labels("labels");
        item.Done();
        return match is null ? null : new HostLabels(match, labels);
    }

    private static List<DesktopHostConfiguration> ReadHosts(YamlSection section, string directory)
    {
        var hosts = new List<DesktopHostConfiguration>();
        foreach (var item in section.Sections("static_hosts"))
        {
            if (ReadHost(item, directory) is not { } host)
                continue;
            if (hosts.Exists(h => h.Name == host.Name))
                item.Fault("name", $"{item.Path}.name: there are two desktops named {host.Name}: rename one");
            else
                hosts.Add(host);
        }

        return hosts;
    }

    private static DesktopHostConfiguration? ReadHost(YamlSection item, string directory)
    {
        var address = item.Parsed("addr", text => ListenAddress.Parse(text, DesktopHostConfiguration.RdpPort), "a host with a port, such as 192.0.2.20:3389", required: true);
        var name = item.Text("name", NameFault) ?? (item.Has("name") ? null : address?.Host);
        var fingerprint = item.Parsed("certificate_sha256", ParseFingerprint, "a SHA-256 fingerprint: 64 hexadecimal digits, with colons or without");
        var authorities = ConfigurationFile.ExistingFile(item, "certificate_ca_file", directory, required: false);
        if (fingerprint is not null && authorities is not null)
            item.Fault("certificate_ca_file", $"{item.Path}.certificate_ca_file: certificate_sha256 decides already: keep one of them");
        var host = new DesktopHostConfiguration
        {
            Name = name ?? "",
            Address = address ?? new ListenAddress("", DesktopHostConfiguration.RdpPort),
            ActiveDirectory = item.Flag("ad", false),
            Labels = item.Labels("labels"),
            Graphics = (DesktopGraphics)item.Choice("graphics", DesktopGraphicsNames.Names, 0),
            Logins = item.Texts("logins"),
            CertificateSha256 = fingerprint,
            CertificateAuthorityFile = authorities,
        };
        item.Done();
        return name is null || address is null ? null : host;
    }

    private static string? ParseFingerprint(string text) => Fingerprint.Normalize(text) is var sha256 && Fingerprint.IsValid(sha256) ? sha256 : null;

    private static string? NameFault(string name) =>
        name.Length is > 0 and <= 128 && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_')
            ? null
            : $"\"{name}\" is not made of letters, digits, dots, dashes and underscores";
}
