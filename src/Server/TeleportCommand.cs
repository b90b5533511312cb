using System.CommandLine;
using System.CommandLine.Invocation;
using Hindsight.Manual;

namespace Hindsight.Server;

/// <summary>The command line of <c>teleport</c>.</summary>
internal static class TeleportCommand
{
    private const string Description = """
        The server of Hindsight: people open desktops through it with a browser, it records what they do, and plays it back.

        First steps:
          teleport configure -o teleport.yaml      write a sample configuration, then edit it
          teleport start --config teleport.yaml    start the server
          tctl users add alice --roles=access      make a user, on the same host
          then open the address that the server printed in a browser

        Exit codes: 0 done, 1 wrong command line, 2 faulty configuration, 3 the server could not start, 70 a fault of the program.
        """;

    /// <summary>Runs a command line.</summary>
    internal static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var root = new RootCommand(Description) { StartCommand.Create(), ConfigureCommand.Create(), VersionCommand.Create() };
        ManualCommands.AddTo(root, "teleport", section: 8);
        // The server itself ends at SIGINT and SIGTERM, in its own time, so the library must not end the process.
        var console = new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output, Error = errors };
        var parse = root.Parse(arguments);
        if (parse.Action is ParseErrorAction error)
            error.ShowHelp = false;
        return parse.InvokeAsync(console, cancellation);
    }
}
