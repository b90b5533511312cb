using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>An SSH host.</summary>
internal sealed record NodeResource : Resource
{
    private const int SshPort = 22;

    /// <summary>Host and port of its SSH service.</summary>
    public required ListenAddress Address { get; init; }

    /// <summary>Its own name.</summary>
    public required string HostName { get; init; }

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("node");

    /// <summary>Reads a host's content.</summary>
    internal static NodeResource? Read(ResourceReading reading)
    {
        var spec = reading.Spec;
        spec.Refuse("public_addrs", "the address is addr: remove the key");
        spec.Refuse("cmd_labels", "no commands run on hosts for their labels: remove the key");
        var address = spec.Parsed("addr", text => ListenAddress.Parse(text, SshPort), "a host with a port, such as 192.0.2.30:22", required: true);
        var hostName = spec.Text("hostname", text => text.Length is > 0 and <= 253 ? null : "a name has 1 to 253 characters") ?? reading.Name;
        return address is null ? null : new NodeResource
        {
            Name = reading.Name,
            Version = reading.Version,
            Description = reading.Description,
            Labels = reading.Labels,
            Expires = reading.Expires,
            Address = address,
            HostName = hostName,
        };
    }

    /// <inheritdoc/>
    public override JsonObject WriteSpec() => new() { ["addr"] = Address.ToString(), ["hostname"] = HostName };
}
