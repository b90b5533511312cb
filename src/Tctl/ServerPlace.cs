using System.CommandLine;
using System.Net.Sockets;
using Hindsight.Client;
using Hindsight.Client.Logins;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hindsight.Tctl;

/// <summary>
/// Finds the server and runs a command on it: the one of this host through its socket, or another over the network with
/// a login of <c>tsh</c>.
/// </summary>
internal sealed class ServerPlace(ProfileStore store)
{
    private const string UsualConfiguration = "/etc/teleport.yaml";
    private const string UsualDataDirectory = "/var/lib/teleport";

    /// <summary>The server's configuration, for its data directory.</summary>
    internal Option<string?> Configuration { get; } = new("--config", "-c") { Description = $"The configuration of the server on this host, which names its data directory. Without it: $TELEPORT_CONFIG_FILE, else {UsualConfiguration} if it is there.", HelpName = "FILE", Recursive = true };

    /// <summary>The server's data directory itself.</summary>
    internal Option<string?> DataDirectory { get; } = new("--data-dir") { Description = $"The data directory of the server on this host, instead of --config. Without either: {UsualDataDirectory}.", HelpName = "DIR", Recursive = true };

    /// <summary>A server elsewhere.</summary>
    internal Option<string?> AuthServer { get; } = new("--auth-server", "--proxy") { Description = "A server elsewhere, with the login that tsh login has made there; also $TELEPORT_AUTH_SERVER and $TELEPORT_PROXY.", HelpName = "HOST[:PORT]", Recursive = true };

    /// <summary>A login in a file.</summary>
    internal Option<string?> Identity { get; } = new("--identity", "-i") { Description = "A login that tsh login --out=FILE has written; the server is in it.", HelpName = "FILE", Recursive = true };

    /// <summary>Connects, runs, and says in a sentence what went wrong.</summary>
    internal async Task<int> RunAsync(ParseResult parse, Func<AdminClient, Task<int>> work)
    {
        var errors = parse.InvocationConfiguration.Error;
        var isRemote = false;
        try
        {
            var elsewhere = FindLogin(parse);
            isRemote = elsewhere is not null;
            using var client = elsewhere is null ? new AdminClient(FindDirectory(parse)) : await AdminClient.ConnectAsync(elsewhere, CancellationToken.None);
            return await work(client);
        }
        catch (LoginException e)
        {
            await errors.WriteLineAsync($"tctl: {e.Message}");
            return e.IsUsage ? ExitCode.Usage : ExitCode.Refused;
        }
        catch (ApiException e)
        {
            await errors.WriteLineAsync(e.Code == "not_signed_in" ? "tctl: this login has ended: sign in again with tsh login" : $"tctl: {e.Message}");
            return ExitCode.Refused;
        }
        catch (ServerUnreachableException e)
        {
            await errors.WriteLineAsync($"tctl: {(isRemote ? LoginFinder.Explain(e) : Explain(e))}");
            return ExitCode.NoServer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException)
        {
            await errors.WriteLineAsync($"tctl: the server's configuration can't be read ({e.Message}): name it with --config, or the data directory with --data-dir");
            return ExitCode.NoServer;
        }
    }

    /// <summary>
    /// The login to use, or null for the server of this host: that one is meant when it is named, or when it is there and
    /// nothing is.
    /// </summary>
    private Profile? FindLogin(ParseResult parse)
    {
        var local = parse.GetValue(DataDirectory) is not null || parse.GetValue(Configuration) is not null;
        var (file, named) = (parse.GetValue(Identity), parse.GetValue(AuthServer));
        if (local)
            return file is null && named is null ? null : throw new LoginException("--config and --data-dir name the server of this host, --auth-server and --identity another: use one of them", isUsage: true);
        named ??= FromEnvironment("TELEPORT_AUTH_SERVER") ?? FromEnvironment("TELEPORT_PROXY");
        var proxy = named is null ? null : ProxyAddress.Parse(named, "--auth-server");
        if (file is not null || proxy is not null)
            return LoginFinder.Find(store, file, proxy, TimeProvider.System.GetUtcNow());
        var isHere = FromEnvironment("TELEPORT_CONFIG_FILE") is not null || File.Exists(UsualConfiguration) || Directory.Exists(UsualDataDirectory);
        return isHere || store.Find(null) is null ? null : LoginFinder.Find(store, null, null, TimeProvider.System.GetUtcNow());
    }

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private string FindDirectory(ParseResult parse)
    {
        if (parse.GetValue(DataDirectory) is { } directory)
            return directory;
        var file = parse.GetValue(Configuration) ?? FromEnvironment("TELEPORT_CONFIG_FILE");
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
        return $"no server is running with the data directory {directory}: start it with teleport start, or name its directory with --data-dir or its configuration with --config; a server elsewhere is named with --auth-server, after tsh login";
    }
}
