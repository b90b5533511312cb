namespace Hindsight.Server.Configuration;

/// <summary>The cluster's recording mode, with Teleport's names (<c>node</c>, <c>node-sync</c> …).</summary>
internal enum SessionRecordingMode
{
    /// <summary>Recorded by the node, uploaded behind.</summary>
    Node,

    /// <summary>Recorded by the node, uploaded while it happens.</summary>
    NodeSync,

    /// <summary>Recorded by the proxy, uploaded behind; for desktops the same as <see cref="Node"/>.</summary>
    Proxy,

    /// <summary>Recorded by the proxy, uploaded while it happens; for desktops the same as <see cref="NodeSync"/>.</summary>
    ProxySync,

    /// <summary>Nothing is recorded, of whatever kind.</summary>
    Off,
}

/// <summary>The names of the modes in files, rules and messages.</summary>
internal static class SessionRecordingModes
{
    /// <summary>Every name, in the order of the enumeration.</summary>
    internal static readonly IReadOnlyList<string> Names = ["node", "node-sync", "proxy", "proxy-sync", "off"];

    /// <summary>The mode's name.</summary>
    internal static string Name(this SessionRecordingMode mode) => Names[(int)mode];
}
