using Hindsight.Desktop;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Desktops;

/// <summary>Whether desktops can be opened here at all, and the worker's options.</summary>
internal sealed partial class DesktopAccess
{
    private const string WorkerName = "desktop-worker";

    private readonly ILogger<DesktopAccess> _logger;

    /// <summary>Looks for the worker program: in the server's directory, or in one of its own beside that.</summary>
    public DesktopAccess(ServerConfiguration configuration, ILogger<DesktopAccess> logger)
    {
        _logger = logger;
        var program = Candidates().FirstOrDefault(File.Exists);
        Worker = new DesktopWorkerOptions
        {
            Program = program,
            RootDirectory = Path.Combine(configuration.DataDirectory, "worker-root"),
            Log = (level, line) => LogWorker((LogLevel)level, line),
        };
        Problem = (configuration.DesktopService.Enabled, program) switch
        {
            (false, _) => "Desktop access is off: set windows_desktop_service.enabled in teleport.yaml.",
            (_, null) => $"Desktop access is not built: {WorkerName} is neither in nor beside the directory of teleport; ./run --build makes it.",
            _ => null,
        };
    }

    /// <summary>Why no desktop can be opened, or null.</summary>
    internal string? Problem { get; }

    /// <summary>Where the worker is.</summary>
    internal DesktopWorkerOptions Worker { get; }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("TELEPORT_DESKTOP_WORKER") is { Length: > 0 } chosen)
            yield return chosen;
        yield return Path.Combine(AppContext.BaseDirectory, WorkerName);
        yield return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", WorkerName, WorkerName));
    }

    [LoggerMessage(EventId = 5001, Message = "{Line}")]
    private partial void LogWorker(LogLevel level, string line);
}
