namespace Hindsight.Server.Configuration;

/// <summary>Reads <c>teleport.storage.audit_events_uri</c>: where audit events go besides the database.</summary>
internal static class AuditPlaces
{
    /// <summary>The file in a directory that is named instead of a file.</summary>
    private const string FileInDirectory = "events.log";

    /// <summary>Paths of files, and <c>stdout</c>.</summary>
    internal static IReadOnlyList<string> Read(YamlSection section)
    {
        const string key = "audit_events_uri";
        var places = new List<string>();
        foreach (var text in section.Texts(key))
        {
            if (Place(text) is { } place)
                places.Add(place);
            else
                section.Fault(key, $"{section.Path}.{key}: \"{text}\" is not supported: events are always in the database, and may go to file:///path/of/a/file and to stdout:// as well");
        }

        return places;
    }

    private static string? Place(string text)
    {
        if (text == "stdout://")
            return "stdout";
        const string file = "file://";
        if (!text.StartsWith(file + "/", StringComparison.Ordinal))
            return null;
        var path = Path.GetFullPath(Uri.UnescapeDataString(text[file.Length..]));
        return text.EndsWith('/') || Directory.Exists(path) ? Path.Combine(path, FileInDirectory) : path;
    }
}
