using System.CommandLine;
using System.CommandLine.Invocation;

namespace Hindsight.Tsh;

/// <summary>The command line of <c>tsh</c>.</summary>
internal static class TshCommand
{
    private const string Description = """
        The command line of Hindsight for people who open sessions. This version has no commands for sessions or
        recordings yet: desktops are opened, and recordings are listed and played, in a browser at the server's address.

        Exit codes: 0 done, 1 wrong command line.
        """;

    /// <summary>Runs a command line.</summary>
    internal static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var parse = new RootCommand(Description) { VersionCommand.Create() }.Parse(arguments);
        if (parse.Action is ParseErrorAction error)
            error.ShowHelp = false;
        return parse.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, cancellation);
    }
}
