using System.Diagnostics;

namespace Hindsight.Desktop;

/// <summary>Finds the worker program and asks it whether it works here.</summary>
public static class DesktopWorker
{
    /// <summary>Names the worker program to use instead of the built one.</summary>
    public const string ProgramVariable = "HINDSIGHT_DESKTOP_WORKER";

    /// <summary>What to say when there is no worker.</summary>
    public const string NotBuilt =
        "Desktop access is not built. On Debian run \"apt-get install gcc libc6-dev pkg-config freerdp2-dev\" (or freerdp3-dev where there is one), then build the server again.";

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The path of the worker program: what the variable names, or what was built beside the server; else null.</summary>
    public static string? FindProgram()
    {
        var program = Environment.GetEnvironmentVariable(ProgramVariable);
        if (string.IsNullOrEmpty(program))
            program = Path.Combine(AppContext.BaseDirectory, "desktop-worker");
        return File.Exists(program) ? Path.GetFullPath(program) : null;
    }

    /// <summary>Runs the program's own check.</summary>
    /// <returns>Its FreeRDP version, and what is wrong when desktops can't be reached, or partly.</returns>
    public static async Task<(string? Version, string? Problem)> CheckAsync(string? program, CancellationToken cancellation = default)
    {
        if (program is null)
            return (null, NotBuilt);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(CheckTimeout);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--check") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var lines = (await output).Split('\n', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return process.ExitCode == 0 && lines.Length > 0
                ? (lines[0], lines.ElementAtOrDefault(1))
                : (null, $"The desktop worker {program} does not run: {(await error).Trim()}");
        }
        catch (Exception error) when (error is IOException or System.ComponentModel.Win32Exception || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, $"The desktop worker {program} does not run: {error.Message}");
        }
    }
}
