using System.CommandLine;
using System.CommandLine.Invocation;
using Hindsight.Client.Logins;
using Hindsight.Manual;

namespace Hindsight.Tsh;

/// <summary>The command line of <c>tsh</c>.</summary>
internal static class TshCommand
{
    private const string Description = $"""
        The command line of Hindsight for people who open and review sessions.

        Examples:
          tsh login --proxy=hindsight.example.com --user=alice
          tsh recordings ls --last=48h
          tsh recordings export 2f0c8b1e-7a4e-4e2c-9d0c-5a3c1f8f3b57
          tsh recordings export session.hsr --format=png --from=1:02:03
          tsh recordings verify session.hsr --key=keys.pem
          tsh recordings convert session.tar session.hsr
          tsh play session.cast --speed=2x

        {ExitCode.Help}
        """;

    /// <summary>Runs a command line.</summary>
    internal static Task<int> RunAsync(string[] arguments, TextReader input, TextWriter output, TextWriter errors, ProfileStore store, CancellationToken cancellation)
    {
        var login = new Login(store, TimeProvider.System);
        var prompt = new Prompt(input, errors);
        var root = new RootCommand(Description)
        {
            login.Proxy,
            login.Identity,
            LoginCommand.Create(login, prompt),
            LogoutCommand.Create(login),
            StatusCommand.Create(login),
            Group("desktops", "desktop", "Lists desktops.", DesktopsListCommand.Create(login)),
            Group("sessions", "session", "Lists running sessions.", SessionsListCommand.Create(login)),
            Group("recordings", "recording", "Lists recordings, exports and converts them, and proves that they are whole.",
                RecordingsListCommand.Create(login), RecordingsExportCommand.Create(login), RecordingsDownloadCommand.Create(login),
                RecordingsVerifyCommand.Create(login), RecordingsInfoCommand.Create(login), RecordingsConvertCommand.Create(login)),
            PlayCommand.Create(login),
            VersionCommand.Create(),
        };
        ManualCommands.AddTo(root, "tsh", section: 1);
        var parse = root.Parse(arguments);
        if (parse.Action is ParseErrorAction error)
            error.ShowHelp = false;
        return parse.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, cancellation);
    }

    private static Command Group(string name, string alias, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        group.Aliases.Add(alias);
        foreach (var command in commands)
            group.Add(command);
        return group;
    }
}
