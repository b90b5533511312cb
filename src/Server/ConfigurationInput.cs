using Hindsight.Server.Configuration;

namespace Hindsight.Server;

/// <summary>Reads the configuration a command names and says what is wrong with it.</summary>
internal static class ConfigurationInput
{
    private const int LongestFile = 1 << 20;

    /// <summary>The configuration; or null with the command's exit code, after everything wrong was written.</summary>
    internal static async Task<(ServerConfiguration? Configuration, int ExitCode)> ReadAsync(string? path, TextWriter errors, CancellationToken cancellation)
    {
        if (path is null && !File.Exists(ConfigurationFile.UsualPath))
            return (new ServerConfiguration(), ExitCode.Success);
        path ??= ConfigurationFile.UsualPath;
        try
        {
            if (Directory.Exists(path))
                return await FailAsync($"teleport: {path} is a directory: name a configuration file");
            if (new FileInfo(path).Length > LongestFile)
                return await FailAsync($"teleport: {path} is longer than {LongestFile} bytes: name a configuration file");
            var result = ConfigurationFile.Read(await File.ReadAllTextAsync(path, cancellation), Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (result.Problems.Count == 0)
                return (result.Configuration, ExitCode.Success);
            foreach (var problem in result.Problems)
                await errors.WriteLineAsync($"{path}:{problem.Line}:{problem.Column}: {problem.Message}");
            return await FailAsync($"teleport: correct {(result.Problems.Count == 1 ? "this fault" : $"these {result.Problems.Count} faults")} in {path}; teleport configure prints a sample with every key");
        }
        catch (FileNotFoundException)
        {
            return await FailAsync($"teleport: there is no file {path}: name another with --config, or make one with teleport configure -o {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await FailAsync($"teleport: {path} can't be read ({e.Message}): make it readable for this user, or name another file with --config");
        }

        async Task<(ServerConfiguration?, int)> FailAsync(string message)
        {
            await errors.WriteLineAsync(message);
            return (null, ExitCode.Configuration);
        }
    }
}
