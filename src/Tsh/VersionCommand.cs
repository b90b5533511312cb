using System.CommandLine;
using System.Reflection;

namespace Hindsight.Tsh;

/// <summary><c>tsh version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The command.</summary>
    internal static Command Create()
    {
        var command = new Command("version", "Prints the version.");
        command.SetAction(parse => parse.InvocationConfiguration.Output.WriteLine($"Hindsight tsh v{Text()}"));
        return command;
    }

    private static string Text() =>
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
