using System.Text.Json.Nodes;

namespace Hindsight.Server.Resources;

/// <summary>What those who have it may do, what they may not, and what is asked of them.</summary>
internal sealed record Role : Resource
{
    /// <summary>What is asked of those who have it.</summary>
    public RoleOptions Options { get; init; } = new();

    /// <summary>What they may do.</summary>
    public RoleConditions Allow { get; init; } = new();

    /// <summary>What they may not do, whatever their other roles allow.</summary>
    public RoleConditions Deny { get; init; } = new();

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("role");

    /// <summary>Whether it came with the server.</summary>
    internal bool Preset => Labels.GetValueOrDefault(ResourceOrigins.PresetLabel) == "preset";

    /// <summary>Reads a role's content.</summary>
    internal static Role Read(ResourceReading reading)
    {
        var options = RoleOptions.Read(reading.Spec.Section("options"));
        var allow = RoleConditions.Read(reading.Spec.Section("allow"), allows: true);
        if (reading.Version == "v3" && allow.Logins.Count > 0 && allow.NodeLabels is null)
            allow = allow with { NodeLabels = LabelMatchers.Any };
        return new Role
        {
            Name = reading.Name,
            Version = reading.Version,
            Description = reading.Description,
            Labels = reading.Labels,
            Expires = reading.Expires,
            Options = options,
            Allow = allow,
            Deny = RoleConditions.Read(reading.Spec.Section("deny"), allows: false),
        };
    }

    /// <inheritdoc/>
    public override JsonObject WriteSpec() => new() { ["options"] = Options.Write(), ["allow"] = Allow.Write(), ["deny"] = Deny.Write() };
}
