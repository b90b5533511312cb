using System.Globalization;
using Hindsight.EndToEnd.Fixtures;

namespace Hindsight.EndToEnd.Policy;

/// <summary>A disk of its own under a server's spool, which can be filled at any moment. Needs root, as the mount does.</summary>
internal sealed class SpoolDisk : IAsyncDisposable
{
    private readonly string _path;

    private SpoolDisk(string path) => _path = path;

    public static async Task<SpoolDisk> UnderAsync(HindsightServer server)
    {
        Requirement.Met(Requirement.Programs("mount", "umount"));
        var path = Path.Combine(server.DataDirectory, "spool");
        var mounted = await ProgramRun.ToEndAsync("mount", ["-t", "tmpfs", "-o", "size=4g,mode=0700", "hindsight-spool", path]);
        Requirement.Met(mounted.ExitCode == 0 ? null : $"a disk can't be mounted here ({mounted.Error.Trim()}): run the tests as root");
        return new SpoolDisk(path);
    }

    /// <summary>Waits until a file on it has this many bytes.</summary>
    public async Task HoldsAsync(long bytes)
    {
        for (var i = 0; i < 600; i++)
        {
            if (new DirectoryInfo(_path).EnumerateFiles("*", SearchOption.AllDirectories).Any(f => f.Length >= bytes))
                return;
            await Task.Delay(100);
        }

        throw new TimeoutException($"no file in {_path} has {bytes} bytes after a minute");
    }

    /// <summary>From now on nothing more goes onto it.</summary>
    public async Task FillAsync()
    {
        var drive = new DriveInfo(_path);
        var used = drive.TotalSize - drive.TotalFreeSpace;
        var filled = await ProgramRun.ToEndAsync("mount", ["-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={Math.Max(used, 4096)}"), _path]);
        if (filled.ExitCode != 0)
            throw new InvalidOperationException(filled.Error);
    }

    public async ValueTask DisposeAsync() => await ProgramRun.ToEndAsync("umount", ["--lazy", _path]);
}
