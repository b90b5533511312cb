using Hindsight.Desktop;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>The worker, built for each version of FreeRDP. <c>./test</c> says where they are.</summary>
internal static class WorkerProgram
{
    public static TheoryData<int> Versions => [2, 3];

    /// <summary>Options for the worker of a version; skips, or fails in CI, when there is none.</summary>
    public static DesktopWorkerOptions Options(int version, DesktopLog? log = null)
    {
        var program = Environment.GetEnvironmentVariable($"HINDSIGHT_WORKER_FREERDP{version}");
        Requirement.Met(File.Exists(program) ? null : $"there is no worker for FreeRDP {version}: ./test builds both");
        return new DesktopWorkerOptions
        {
            Program = program,
            RootDirectory = Path.Combine(Path.GetTempPath(), $"hindsight-worker-root-{Environment.ProcessId}"),
            Log = log is null ? null : log.Add,
        };
    }
}

/// <summary>What a worker had to say.</summary>
internal sealed class DesktopLog
{
    private readonly List<string> _lines = [];

    public string Text
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    public void Add(int level, string line)
    {
        lock (_lines)
            _lines.Add($"{level} {line}");
    }
}
