using System.CommandLine;
using Hindsight.Server.Configuration;
using Hindsight.Server.Web;

namespace Hindsight.Server;

/// <summary><c>teleport start</c>.</summary>
internal static class StartCommand
{
    /// <summary>The command.</summary>
    internal static Command Create()
    {
        var data = new Option<string?>("--data-dir") { Description = "Directory for everything the server keeps; overrides teleport.data_dir.", HelpName = "DIR" };
        var command = new Command("start", "Starts the server and runs until Ctrl-C or SIGTERM.") { data };
        command.SetAction((parse, cancellation) => RunAsync(new ServerConfiguration { DataDirectory = parse.GetValue(data) ?? "/var/lib/teleport" }, parse.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ServerConfiguration configuration, InvocationConfiguration console, CancellationToken cancellation)
    {
        try
        {
            await using var host = await ServerHost.StartAsync(configuration, TimeProvider.System, cancellation);
            await host.Application.WaitForShutdownAsync(cancellation);
            return ExitCode.Success;
        }
        catch (StartException e)
        {
            await console.Error.WriteLineAsync($"teleport: {e.Message}");
            return ExitCode.Start;
        }
    }
}
