using System.Text.Json.Nodes;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Resources;

/// <summary>Resources as text: reads YAML and JSON, finds every fault at once, and writes both.</summary>
internal static class ResourceText
{
    /// <summary>The longest text that is read, in characters.</summary>
    internal const int LongestText = 1 << 20;

    private const int LongestName = 128;
    private const int MostLabels = 128;

    /// <summary>Reads every resource of a text. There are no resources when there is a fault.</summary>
    internal static (IReadOnlyList<WrittenResource> Resources, IReadOnlyList<ConfigurationProblem> Problems) Read(string text)
    {
        if (text.Length > LongestText)
            return ([], [new(1, 1, $"the text is longer than {LongestText} characters")]);
        var (documents, problem) = text.TrimStart() is ['{' or '[', ..] ? JsonValues.ReadAll(text) : YamlReader.ReadAll(text);
        if (problem is not null)
            return ([], [problem]);
        if (documents.Count == 0)
            return ([], [new(1, 1, "there is nothing in it: write a resource with kind, version, metadata and spec")]);
        var problems = new List<ConfigurationProblem>();
        var resources = new List<WrittenResource>();
        foreach (var document in documents)
        {
            if (document is not YamlMap map)
                problems.Add(new(document.Line, document.Column, "a resource has the keys kind, version, metadata and spec"));
            else if (ReadOne(new YamlSection(map, map, "", problems)) is { } written)
                resources.Add(written);
        }

        return problems.Count > 0 ? ([], [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]) : (resources, []);
    }

    /// <summary>The resource as the API, files and editors show it.</summary>
    internal static JsonObject Write(StoredResource stored)
    {
        var document = Write(stored.Resource, stored.Origin);
        document["metadata"]!["revision"] = stored.Revision;
        return document;
    }

    /// <summary>The resource without what only the store knows.</summary>
    internal static JsonObject Write(Resource resource, ResourceOrigin? origin)
    {
        var metadata = new JsonObject { ["name"] = resource.Name };
        if (resource.Description is { Length: > 0 } description)
            metadata["description"] = description;
        var labels = new SortedDictionary<string, string>(resource.Labels.ToDictionary(), StringComparer.Ordinal);
        if (origin is { } known && (resource.Kind.Singleton is not null || resource is DesktopResource))
            labels[ResourceOrigins.Label] = known.Name();
        if (labels.Count > 0)
            metadata["labels"] = new JsonObject(labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value)));
        if (resource.Expires is { } expires && resource is not AccessLock)
            metadata["expires"] = Http.Rfc3339.Format(expires);
        return new JsonObject { ["kind"] = resource.Kind.Name, ["version"] = resource.Version, ["metadata"] = metadata, ["spec"] = resource.WriteSpec() };
    }

    private static WrittenResource? ReadOne(YamlSection document)
    {
        if (!document.Has("kind"))
        {
            document.Fault("kind", $"it lacks kind: write one of {KindNames}");
            return null;
        }

        var kind = document.Parsed("kind", ResourceKind.Find, $"a kind of resource; the kinds are {KindNames}");
        document.Refuse("sub_kind", "there are no kinds within kinds here: remove the key");
        document.Section("status");
        if (kind is null)
            return null;
        if (!document.Has("version"))
            document.Fault("version", $"it lacks version: write {kind.UsualVersion}");
        var version = kind.Versions[document.Choice("version", kind.Versions, kind.Versions.ToList().IndexOf(kind.UsualVersion))];
        var (name, revision, reading) = ReadMetadata(document.Section("metadata"), kind, version, document.Section("spec"));
        var resource = kind.Read(reading);
        reading.Spec.Done();
        document.Done();
        return resource is null || name.Length == 0 ? null : new WrittenResource(resource, revision, document.Place.Line);
    }

    private static (string Name, string? Revision, ResourceReading Reading) ReadMetadata(YamlSection metadata, ResourceKind kind, string version, YamlSection spec)
    {
        if (!metadata.Has("name") && kind.Singleton is null)
            metadata.Fault("name", $"the {kind.Title} lacks metadata.name");
        var name = metadata.Text("name", text => NameFault(kind, text)) ?? kind.Singleton ?? "";
        var labels = metadata.Labels("labels");
        if (labels.Count > MostLabels)
            metadata.Fault("labels", $"metadata.labels: there are more than {MostLabels}");
        var description = metadata.Text("description", text => text.Length <= 1024 ? null : "it is longer than 1024 characters");
        metadata.Text("namespace", text => text == "default" ? null : "there are no namespaces here: remove the key");
        metadata.Refuse("id", "it was replaced by revision: remove the key");
        var expires = metadata.Time("expires");
        var revision = metadata.Text("revision");
        metadata.Done();
        var own = labels.Where(l => l.Key != ResourceOrigins.Label).ToDictionary(StringComparer.Ordinal);
        return (name, revision, new ResourceReading(name, version, description, own, expires, spec));
    }

    private static string? NameFault(ResourceKind kind, string name)
    {
        if (kind.Singleton is { } only)
            return name == only ? null : $"the only one there is has the name {only}";
        return name.Length is > 0 and <= LongestName && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@' or '+') && char.IsLetterOrDigit(name[0])
            ? null
            : $"\"{name}\" is not 1 to {LongestName} letters, digits or any of . _ - @ + that begin with a letter or a digit";
    }

    private static string KindNames => string.Join(", ", ResourceKind.All.Select(k => k.Name));
}
