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
        var config = new Option<string?>("--config", "-c") { Description = $"The configuration. Without it {ConfigurationFile.UsualPath} is read if it is there, else the defaults hold.", HelpName = "FILE" };
        var data = new Option<string?>("--data-dir") { Description = "Directory of everything the server keeps. Overrides teleport.data_dir.", HelpName = "DIR" };
        var debug = new Option<bool>("--debug", "-d") { Description = "Logs more, to standard error. Overrides teleport.log." };
        var command = new Command("start", "Starts the server; it runs until Ctrl-C or SIGTERM, then ends its sessions and seals their recordings.") { config, data, debug };
        command.SetAction(async (parse, cancellation) =>
        {
            var errors = parse.InvocationConfiguration.Error;
            var (configuration, code) = await ConfigurationInput.ReadAsync(parse.GetValue(config), errors, cancellation);
            if (configuration is null)
                return code;
            if (parse.GetValue(data) is { } directory)
                configuration = configuration with { DataDirectory = Path.GetFullPath(directory) };
            if (parse.GetValue(debug))
                configuration = configuration with { Log = configuration.Log with { Severity = LogLevel.Debug, Output = "stderr" } };
            return await RunAsync(configuration, errors, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(ServerConfiguration configuration, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            await using var host = await ServerHost.StartAsync(configuration, TimeProvider.System, cancellation);
            await host.Application.WaitForShutdownAsync(cancellation);
            return ExitCode.Success;
        }
        catch (StartException e)
        {
            await errors.WriteLineAsync($"teleport: {e.Message}");
            return ExitCode.Start;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception e) when (configuration.Log.Severity > LogLevel.Debug)
        {
            await errors.WriteLineAsync($"teleport: a fault of the program stopped the server ({e.GetType().Name}: {e.Message}): start it with --debug to see where");
            return ExitCode.Fault;
        }
    }
}
