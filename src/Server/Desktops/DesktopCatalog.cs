using Hindsight.Server.Configuration;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Desktops;

/// <summary>The cluster's desktops: those of the configuration, and those that were added while it ran.</summary>
internal sealed class DesktopCatalog(ServerConfiguration configuration, ClusterResources resources)
{
    private readonly DesktopServiceConfiguration _service = configuration.DesktopService;

    private readonly Dictionary<string, DesktopEntry> _static = configuration.DesktopService.Enabled
        ? configuration.DesktopService.StaticHosts.ToDictionary(h => h.Name, h => new DesktopEntry(h, configuration.DesktopService), StringComparer.Ordinal)
        : [];

    /// <summary>All of them, by name.</summary>
    internal IReadOnlyList<DesktopEntry> All => [.. _static.Values.Concat(Added()).OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The desktop of that name, or null.</summary>
    internal DesktopEntry? Find(string name)
    {
        if (_static.TryGetValue(name, out var entry))
            return entry;
        return _service.Enabled && resources.Find<DesktopResource>("windows_desktop", name) is { } added ? new DesktopEntry(added.Host, _service) : null;
    }

    /// <summary>One that the configuration names too is the configuration's.</summary>
    private IEnumerable<DesktopEntry> Added() =>
        _service.Enabled ? resources.List<DesktopResource>("windows_desktop").Where(d => !_static.ContainsKey(d.Name)).Select(d => new DesktopEntry(d.Host, _service)) : [];
}
