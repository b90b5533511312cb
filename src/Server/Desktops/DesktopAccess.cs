using Hindsight.Desktop;
using Hindsight.Server.Configuration;

namespace Hindsight.Server.Desktops;

/// <summary>Whether desktops can be opened here at all, and the worker's options.</summary>
internal sealed class DesktopAccess
{
    private const string WorkerName = "desktop-worker";

    /// <summary>Looks for the worker program beside the server's own.</summary>
    public DesktopAccess(ServerConfiguration configuration)
    {
        var program = Candidates().FirstOrDefault(File.Exists);
        Worker = new DesktopWorkerOptions { Program = program, RootDirectory = Path.Combine(configuration.DataDirectory, "worker-root") };
        Problem = (configuration.DesktopService.Enabled, program) switch
        {
            (false, _) => "desktop access is off: set windows_desktop_service.enabled in teleport.yaml",
            (_, null) => $"desktop access is not built: {WorkerName} is not beside the teleport program",
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
        if (Path.GetDirectoryName(Environment.ProcessPath) is { } directory)
            yield return Path.Combine(directory, WorkerName);
    }
}
