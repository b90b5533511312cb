using Hindsight.Server.Configuration;

namespace Hindsight.Server.Desktops;

/// <summary>The cluster's desktops, by name.</summary>
internal sealed class DesktopCatalog
{
    private readonly Dictionary<string, DesktopEntry> _byName = new(StringComparer.Ordinal);

    /// <summary>Reads the desktops of the configuration.</summary>
    public DesktopCatalog(ServerConfiguration configuration)
    {
        var service = configuration.DesktopService;
        if (!service.Enabled)
            return;
        foreach (var host in service.StaticHosts)
            _byName.Add(host.Name, new DesktopEntry(host, service));
        All = [.. _byName.Values.OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>All of them, by name.</summary>
    internal IReadOnlyList<DesktopEntry> All { get; } = [];

    /// <summary>The desktop of that name, or null.</summary>
    internal DesktopEntry? Find(string name) => _byName.GetValueOrDefault(name);
}
