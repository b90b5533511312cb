using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>What every kind's reader gets: the parts that all kinds have in common are read already.</summary>
/// <param name="Name">The name; empty after a fault.</param>
/// <param name="Version">The version.</param>
/// <param name="Description">The description.</param>
/// <param name="Labels">The labels that the server does not set itself.</param>
/// <param name="Expires">When it stops to count.</param>
/// <param name="Spec">The content.</param>
internal sealed record ResourceReading(
    string Name, string Version, string? Description, IReadOnlyDictionary<string, string> Labels, DateTimeOffset? Expires, YamlSection Spec);

/// <summary>A resource as somebody wrote it.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Revision">The revision it was made from; null when it says none.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record WrittenResource(Resource Resource, string? Revision, int Line);
