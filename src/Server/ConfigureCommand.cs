using System.CommandLine;
using Hindsight.Server.Configuration;

namespace Hindsight.Server;

/// <summary><c>teleport configure</c>.</summary>
internal static class ConfigureCommand
{
    /// <summary>The command.</summary>
    internal static Command Create()
    {
        var output = new Option<string?>("--output", "-o") { Description = "Writes the sample to a new file instead of standard output.", HelpName = "FILE" };
        var test = new Option<string?>("--test") { Description = "Checks a configuration instead, and names everything wrong with it at once.", HelpName = "FILE" };
        var command = new Command("configure", "Prints a commented sample configuration, or checks one.") { output, test };
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is not null && result.GetValue(test) is not null)
                result.AddError("--output writes a sample and --test checks a file: use one of them");
        });
        command.SetAction(async (parse, cancellation) =>
        {
            var console = parse.InvocationConfiguration;
            if (parse.GetValue(test) is { } file)
                return await TestAsync(file, console, cancellation);
            if (parse.GetValue(output) is { } path)
                return await WriteAsync(path, console, cancellation);
            await console.Output.WriteAsync(SampleConfiguration.Create());
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<int> TestAsync(string path, InvocationConfiguration console, CancellationToken cancellation)
    {
        var (configuration, code) = await ConfigurationInput.ReadAsync(path, console.Error, cancellation);
        if (configuration is not null)
            await console.Output.WriteLineAsync($"{path} is good: cluster {configuration.ClusterName}, {configuration.DesktopService.StaticHosts.Count} desktops, recording {(configuration.Auth.SessionRecording ?? SessionRecordingMode.Node).Name()}");
        return code;
    }

    private static async Task<int> WriteAsync(string path, InvocationConfiguration console, CancellationToken cancellation)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await using var writer = new StreamWriter(path, options);
            await writer.WriteAsync(SampleConfiguration.Create().AsMemory(), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = File.Exists(path) ? "it is there already and is not overwritten" : e.Message;
            await console.Error.WriteLineAsync($"teleport: {path} can't be written ({reason}): name another file with -o");
            return ExitCode.Configuration;
        }

        await console.Output.WriteLineAsync($"Wrote {path}. Edit it, check it with teleport configure --test {path}, and start with teleport start --config {path}");
        return ExitCode.Success;
    }
}
