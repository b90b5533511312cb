using System.CommandLine;
using Hindsight.Server.Configuration;

namespace Hindsight.Server;

/// <summary><c>teleport version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The command.</summary>
    internal static Command Create()
    {
        var command = new Command("version", "Prints the version.");
        command.SetAction(parse => parse.InvocationConfiguration.Output.WriteLine($"Hindsight teleport v{ServerVersion.Text}"));
        return command;
    }
}
