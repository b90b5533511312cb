using System.CommandLine;
using System.CommandLine.Invocation;
using Hindsight.Client.Logins;
using Hindsight.Manual;

namespace Hindsight.Tctl;

/// <summary>The command line of <c>tctl</c>.</summary>
internal static class TctlCommand
{
    private const string Description = $"""
        Administers a Hindsight server. It talks to the server on this host through a socket in the server's data
        directory, which works for root and for the server's own user; or to a server elsewhere with the login that
        tsh login has made, as far as that person's roles allow.

        Examples:
          tctl users add alice --roles=access,auditor
          tctl get roles
          tctl edit session_recording_config
          tctl lock --user=alice --message="Come and see us" --ttl=10h
          tctl recordings policy --user alice --desktop accounting --login Administrator
          tctl desktops ls --format=json
          tctl status --config teleport.yaml
          tctl get roles --auth-server=hindsight.example.com

        {ExitCode.Help}
        """;

    /// <summary>Runs a command line.</summary>
    internal static Task<int> RunAsync(string[] arguments, TextReader input, TextWriter output, TextWriter errors, ProfileStore store, CancellationToken cancellation)
    {
        var place = new ServerPlace(store);
        var root = new RootCommand(Description)
        {
            place.Configuration,
            place.DataDirectory,
            place.AuthServer,
            place.Identity,
            StatusCommand.Create(place),
            new Command("users", "Makes, lists and deletes users.")
            {
                UsersAddCommand.Create(place, input), UsersListCommand.Create(place), UsersResetCommand.Create(place, input), UsersRemoveCommand.Create(place),
            },
            DesktopsCommand(place),
            RecordingsCommand(place),
            GetCommand.Create(place),
            CreateCommand.Create(place, input),
            EditCommand.Create(place),
            RemoveCommand.Create(place),
            LockCommand.Create(place),
            new Command("tokens", "Makes, lists and deletes tokens.") { TokensAddCommand.Create(place), TokensListCommand.Create(place), TokensRemoveCommand.Create(place) },
            new Command("audit", "Searches the audit log.") { AuditListCommand.Create(place) },
            new Command("presets", "Looks after the roles that came with the server.") { PresetsRepairCommand.Create(place) },
            new Command("auth", "Exports and replaces the cluster's keys.") { AuthExportCommand.Create(place), AuthRotateCommand.Create(place) },
            VersionCommand.Create(),
        };
        ManualCommands.AddTo(root, "tctl", section: 8);
        var parse = root.Parse(arguments);
        if (parse.Action is ParseErrorAction error)
            error.ShowHelp = false;
        return parse.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, cancellation);
    }

    private static Command RecordingsCommand(ServerPlace place)
    {
        var command = new Command("recordings", "Lists, checks and imports recordings, and explains why sessions are recorded.") { RecordingsListCommand.Create(place), RecordingsPolicyCommand.Create(place), RecordingsVerifyCommand.Create(place), RecordingsImportCommand.Create(place) };
        command.Aliases.Add("recording");
        return command;
    }

    private static Command DesktopsCommand(ServerPlace place)
    {
        var command = new Command("desktops", "Lists desktops and what is known of their certificates.") { DesktopsListCommand.Create(place), DesktopsTrustCommand.Create(place) };
        command.Aliases.Add("desktop");
        return command;
    }
}
