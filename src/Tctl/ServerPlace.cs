using System.CommandLine;
using System.Net.Sockets;
using Hindsight.Client;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hindsight.Tctl;

/// <summary>Finds the server of this host and runs a command on it.</summary>
internal sealed class ServerPlace
{
    private const string UsualConfiguration = "/etc/teleport.yaml";
    private const string UsualDataDirectory = "/var/lib/teleport";

    /// <summary>The server's configuration, for its data directory.</summary>
    internal Option<string?> Configuration { get; } = new("--config", "-c") { Description = $"The server's configuration, which names its data directory. Without it: $TELEPORT_CONFIG_FILE, else {UsualConfiguration} if it is there.", HelpName = "FILE", Recursive = true };

    /// <summary>The server's data directory itself.</summary>
    internal Option<string?> DataDirectory { get; } = new("--data-dir") { Description = $"The server's data directory, instead of --config. Without either: {UsualDataDirectory}.", HelpName = "DIR", Recursive = true };

    /// <summary>Connects, runs, and says in a sentence what went wrong.</summary>
    internal async Task<int> RunAsync(ParseResult parse, Func<AdminClient, Task<int>> work)
    {
        var errors = parse.InvocationConfiguration.Error;
        try
        {
            using var client = new AdminClient(Find(parse));
            return await work(client);
        }
        catch (ApiException e)
        {
            await errors.WriteLineAsync($"tctl: {e.Message}");
            return ExitCode.Refused;
        }
        catch (ServerUnreachableException e)
        {
            await errors.WriteLineAsync($"tctl: {Explain(e)}");
            return ExitCode.NoServer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException)
        {
            await errors.WriteLineAsync($"tctl: the server's configuration can't be read ({e.Message}): name it with --config, or the data directory with --data-dir");
            return ExitCode.NoServer;
        }
    }

    private string Find(ParseResult parse)
    {
        if (parse.GetValue(DataDirectory) is { } directory)
            return directory;
        var file = parse.GetValue(Configuration) ?? Environment.GetEnvironmentVariable("TELEPORT_CONFIG_FILE");
        if (file is null && !File.Exists(UsualConfiguration))
            return UsualDataDirectory;
        var yaml = new YamlStream();
        using (var reader = new StreamReader(file ?? UsualConfiguration))
            yaml.Load(reader);
        return yaml.Documents is [{ RootNode: YamlMappingNode root }]
            && root.Children.TryGetValue("teleport", out var teleport)
            && teleport is YamlMappingNode section
            && section.Children.TryGetValue("data_dir", out var found)
            && found is YamlScalarNode { Value: { Length: > 0 } path }
            ? path
            : UsualDataDirectory;
    }

    private static string Explain(ServerUnreachableException error)
    {
        var directory = Path.GetDirectoryName(error.Place);
        var socket = error.InnerException?.InnerException as SocketException;
        // A server that is gone leaves its socket behind, which then refuses; one that runs lets others in and hangs up.
        if (socket?.SocketErrorCode == SocketError.AccessDenied || (File.Exists(error.Place) && socket?.SocketErrorCode != SocketError.ConnectionRefused))
            return $"this user may not administer the server in {directory}: run tctl as root or as the server's user";
        return $"no server is running with the data directory {directory}: start it with teleport start, or name its directory with --data-dir or its configuration with --config";
    }
}
