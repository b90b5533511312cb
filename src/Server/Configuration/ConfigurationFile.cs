namespace Hindsight.Server.Configuration;

/// <summary>Reads <c>teleport.yaml</c>: checks everything and reports every fault at once.</summary>
internal static class ConfigurationFile
{
    /// <summary>Where it is looked for when no file is named.</summary>
    internal const string UsualPath = "/etc/teleport.yaml";

    /// <summary>Reads a configuration. Relative paths in it begin at <paramref name="directory"/>.</summary>
    internal static ConfigurationResult Read(string text, string directory)
    {
        var (document, syntax) = YamlReader.Read(text);
        if (syntax is not null)
            return new(new ServerConfiguration(), [syntax]);
        if (document is null or YamlScalar { IsNothing: true })
            return new(new ServerConfiguration(), []);
        if (document is not YamlMap map)
            return new(new ServerConfiguration(), [new(document.Line, document.Column, "the file must be sections with keys, such as teleport:")]);
        var problems = new List<ConfigurationProblem>();
        var configuration = ReadRoot(new YamlSection(map, map, "", problems), directory);
        return new(configuration, [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private static ServerConfiguration ReadRoot(YamlSection root, string directory)
    {
        root.Choice("version", ["v1", "v2", "v3"], 2);
        var configuration = TeleportSection.Read(root.Section("teleport"), directory);
        var result = configuration with
        {
            Auth = ReadAuth(root.Section("auth_service")),
            Proxy = ProxySection.Read(root.Section("proxy_service"), directory),
            DesktopService = DesktopSection.Read(root.Section("windows_desktop_service"), directory),
        };
        ReadSsh(root.Section("ssh_service"));
        foreach (var name in RefusedKeys.Services)
        {
            var service = root.Has(name) ? root.Section(name) : null;
            if (service?.Flag("enabled", true) == true)
                root.Fault(name, $"{name} does not exist in this server: remove the section, or write enabled: no in it");
        }

        root.Done();
        return result;
    }

    private static AuthConfiguration ReadAuth(YamlSection section)
    {
        RefusedKeys.Refuse(section);
        MustBeOn(section);
        var result = new AuthConfiguration
        {
            ClusterName = section.Text("cluster_name", ClusterNameFault),
            SessionRecording = section.Has("session_recording") ? (SessionRecordingMode)section.Choice("session_recording", SessionRecordingModes.Names, 0) : null,
            ProxyChecksHostKeys = section.FlagOrNothing("proxy_checks_host_keys"),
            Authentication = ReadAuthentication(section),
            Encryption = EncryptionSection.Read(section.Section("session_recording_config")),
        };
        section.Text("session_recording");
        section.Done();
        return result;
    }

    private static AuthenticationConfiguration? ReadAuthentication(YamlSection auth)
    {
        var section = auth.Section("authentication");
        var result = AuthenticationSection.Read(section);
        section.Done();
        return auth.Has("authentication") ? result : null;
    }

    private static void ReadSsh(YamlSection section)
    {
        RefusedKeys.Refuse(section);
        if (section.Flag("enabled", false))
            section.Fault("enabled", "ssh_service.enabled: SSH is not served yet: write no");
        section.Done();
    }

    /// <summary>One process is the whole cluster, so its core can't be off.</summary>
    internal static void MustBeOn(YamlSection section)
    {
        if (!section.Flag("enabled", true))
            section.Fault("enabled", $"{section.Path}.enabled: this server is the whole cluster and needs it: write yes");
    }

    /// <summary>The whole path of a file that must exist; a relative one begins at the configuration's directory.</summary>
    internal static string? ExistingFile(YamlSection section, string key, string directory, bool required) =>
        section.Parsed(key, text => Path.GetFullPath(Path.Combine(directory, text)) is var path && File.Exists(path) ? path : null, "a file that exists", required);

    private static string? ClusterNameFault(string name) =>
        name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? null
            : $"\"{name}\" is not made of letters, digits, dots, dashes and underscores";
}
