using Hindsight.Desktop;

namespace Hindsight.Server.Desktops;

/// <summary>Says at the start which FreeRDP desktops are reached through, and what does not work with it.</summary>
internal sealed partial class WorkerCheck(DesktopAccess access, ILogger<WorkerCheck> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (access.Problem is { } off)
        {
            LogProblem(off);
            return;
        }

        var (version, problem) = await DesktopWorker.CheckAsync(access.Worker.Program, stoppingToken);
        if (version is not null)
            LogVersion(version);
        if (problem is not null)
            LogProblem(problem);
    }

    [LoggerMessage(5102, LogLevel.Information, "Desktops are reached through {Version}")]
    private partial void LogVersion(string version);

    [LoggerMessage(5103, LogLevel.Warning, "{Problem}")]
    private partial void LogProblem(string problem);
}
