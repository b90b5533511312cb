using Hindsight.Desktop;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Desktops;

/// <summary>Whether desktops can be opened here at all, and the worker's options.</summary>
internal sealed partial class DesktopAccess
{
    private readonly ILogger<DesktopAccess> _logger;

    /// <summary>Looks for the worker program.</summary>
    public DesktopAccess(ServerConfiguration configuration, ILogger<DesktopAccess> logger)
    {
        _logger = logger;
        var program = DesktopWorker.FindProgram();
        Worker = new DesktopWorkerOptions
        {
            Program = program,
            RootDirectory = Path.Combine(configuration.DataDirectory, "worker-root"),
            Log = (level, line) => LogWorker((LogLevel)level, line),
        };
        Problem = (configuration.DesktopService.Enabled, program) switch
        {
            (false, _) => "Desktop access is off: set windows_desktop_service.enabled in teleport.yaml.",
            (_, null) => DesktopWorker.NotBuilt,
            _ => null,
        };
    }

    /// <summary>Why no desktop can be opened, or null.</summary>
    internal string? Problem { get; }

    /// <summary>Where the worker is.</summary>
    internal DesktopWorkerOptions Worker { get; }

    [LoggerMessage(EventId = 5101, Message = "{Line}")]
    private partial void LogWorker(LogLevel level, string line);
}
