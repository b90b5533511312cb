using System.Text.Json.Nodes;

namespace Hindsight.Server.Resources;

/// <summary>Lets a service of a kind join the cluster, as far as there are such services.</summary>
internal sealed record JoinToken : Resource
{
    private static readonly string[] KnownTypes = ["Node", "WindowsDesktop"];

    /// <summary>The services that may join with it.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKind.Of("token");

    /// <summary>Reads a token's content.</summary>
    internal static JoinToken Read(ResourceReading reading)
    {
        var spec = reading.Spec;
        spec.Text("join_method", text => text == "token" ? null : $"\"{text}\" is not supported: write token");
        var types = spec.Texts("roles");
        if (types.Count == 0)
            spec.Fault("roles", $"spec lacks roles: name some of {string.Join(", ", KnownTypes)}");
        foreach (var unknown in types.Where(t => !KnownTypes.Contains(t, StringComparer.OrdinalIgnoreCase)))
            spec.Fault("roles", $"spec.roles: there is no service {unknown} here: the services are {string.Join(", ", KnownTypes)}");
        return new JoinToken
        {
            Name = reading.Name, Version = reading.Version, Description = reading.Description, Labels = reading.Labels, Expires = reading.Expires,
            Types = [.. types.Select(t => KnownTypes.FirstOrDefault(k => k.Equals(t, StringComparison.OrdinalIgnoreCase)) ?? t)],
        };
    }

    /// <inheritdoc/>
    public override JsonObject WriteSpec() => new() { ["join_method"] = "token", ["roles"] = RoleConditions.Texts(Types) };
}
