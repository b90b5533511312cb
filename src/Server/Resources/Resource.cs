using System.Text.Json.Nodes;

namespace Hindsight.Server.Resources;

/// <summary>Something an administrator can make, read, change and delete: checked, and never changed in place.</summary>
internal abstract record Resource
{
    /// <summary>Its name, unique within the kind.</summary>
    public required string Name { get; init; }

    /// <summary>The version of its content.</summary>
    public required string Version { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Its labels, without those the server sets.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>When it stops to count; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Its kind.</summary>
    public abstract ResourceKind Kind { get; }

    /// <summary>Its content, as it is written in files.</summary>
    public abstract JsonObject WriteSpec();
}

/// <summary>A resource as it is kept.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Revision">Changes with every write, so that two people who edit at once notice.</param>
/// <param name="Created">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Updated">When it was last written.</param>
/// <param name="UpdatedBy">Who wrote it last.</param>
internal sealed record StoredResource(Resource Resource, ResourceOrigin Origin, string Revision, DateTimeOffset Created, string CreatedBy, DateTimeOffset Updated, string UpdatedBy)
{
    /// <summary>Whether it still counts.</summary>
    internal bool Counts(DateTimeOffset now) => !(Resource.Expires <= now);
}

/// <summary>Where a resource comes from: Teleport's label <c>teleport.dev/origin</c>.</summary>
internal enum ResourceOrigin
{
    /// <summary>Nobody set it.</summary>
    Defaults,

    /// <summary><c>teleport.yaml</c> sets it.</summary>
    ConfigFile,

    /// <summary>Somebody set it while the server ran.</summary>
    Dynamic,
}

/// <summary>The names of origins.</summary>
internal static class ResourceOrigins
{
    /// <summary>The label that shows the origin.</summary>
    internal const string Label = "teleport.dev/origin";

    /// <summary>The label that shows that a role came with the server.</summary>
    internal const string PresetLabel = "teleport.internal/resource-type";

    private static readonly string[] Names = ["defaults", "config-file", "dynamic"];

    /// <summary>The origin's name.</summary>
    internal static string Name(this ResourceOrigin origin) => Names[(int)origin];

    /// <summary>The origin of that name.</summary>
    internal static ResourceOrigin Parse(string name) => (ResourceOrigin)Math.Max(0, Array.IndexOf(Names, name));
}
