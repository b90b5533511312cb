namespace Hindsight.Server.Configuration;

/// <summary>Reads the section <c>teleport</c>.</summary>
internal static class TeleportSection
{
    private static readonly string[] Severities = ["trace", "debug", "info", "information", "warn", "warning", "error", "critical"];

    private static readonly LogLevel[] Levels =
    [
        LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Information, LogLevel.Warning, LogLevel.Warning, LogLevel.Error, LogLevel.Critical,
    ];

    /// <summary>Reads it into a new configuration.</summary>
    internal static ServerConfiguration Read(YamlSection section, string directory)
    {
        RefusedKeys.Refuse(section);
        var usual = new ServerConfiguration();
        var data = section.Text("data_dir", text => Path.IsPathRooted(text) ? null : $"\"{text}\" does not begin at the root: write the whole path");
        var storage = ReadStorage(section.Section("storage"));
        var result = new ServerConfiguration
        {
            NodeName = section.Text("nodename", text => text.Length is > 0 and <= 253 ? null : "a name has 1 to 253 characters") ?? usual.NodeName,
            DataDirectory = data ?? usual.DataDirectory,
            Log = ReadLog(section.Section("log"), directory),
            DatabasePath = storage.Path,
            AuditPlaces = storage.AuditPlaces,
        };
        section.Done();
        return result;
    }

    private static LogConfiguration ReadLog(YamlSection section, string directory)
    {
        RefusedKeys.Refuse(section);
        var output = section.Text("output", text => text == "syslog" ? "syslog is not written to: use stderr and let the service manager pass it on" : null) ?? "stderr";
        var level = Levels[section.Choice("severity", Severities, 2)];
        // Teleport writes format: {output: json}.
        var format = section.Section("format");
        var json = format.Choice("output", ["text", "json"], 0) == 1;
        format.Refuse("extra_fields", "the fields of the log are fixed: remove the key");
        format.Done();
        section.Done();
        return new LogConfiguration { Output = output is "stderr" or "stdout" ? output : Path.GetFullPath(Path.Combine(directory, output)), Severity = level, Json = json };
    }

    private static (string? Path, IReadOnlyList<string> AuditPlaces) ReadStorage(YamlSection section)
    {
        RefusedKeys.Refuse(section);
        section.Text("type", type => type == "sqlite" ? null : $"\"{type}\" is not supported: the database is sqlite");
        var path = section.Text("path", text => Path.IsPathRooted(text) ? null : $"\"{text}\" does not begin at the root: write the whole path of the database file");
        var places = AuditPlaces.Read(section);
        section.Done();
        return (path, places);
    }
}
