using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Hindsight.Desktop;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>What a worker still confines itself to when the server is not started as root.</summary>
[SupportedOSPlatform("linux")]
public sealed class OrdinaryUserTests(ShadowHost shadow) : IClassFixture<ShadowHost>, IDisposable
{
    private const string User = "4242";

    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-worker-").FullName;

    /// <summary>Where a chroot goes. Its mounts are seen in there alone, so here it is empty.</summary>
    private string Root => Path.Combine(_directory, "root");

    public void Dispose()
    {
        Directory.Delete(Root);
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_user_who_may_make_namespaces_loses_files_and_network(int version)
    {
        await using var desktop = await ConnectAsync(version, "exec", new DesktopLog());
        AssertHasNoRights(desktop);
        Assert.Contains("hindsight-worker-root", new FileInfo($"/proc/{desktop.ProcessId}/root").LinkTarget, StringComparison.Ordinal);
        foreach (var space in (string[])["user", "net", "mnt", "ipc", "uts"])
            Assert.NotEqual(new FileInfo($"/proc/self/ns/{space}").LinkTarget, new FileInfo($"/proc/{desktop.ProcessId}/ns/{space}").LinkTarget);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_user_who_may_not_is_held_by_the_filter_alone_and_the_log_says_so(int version)
    {
        var log = new DesktopLog();
        // Who is in a chroot gets no user namespace.
        await using var desktop = await ConnectAsync(version, $"exec unshare --mount sh -c 'mount --rbind / {Root} && exec /usr/sbin/chroot {Root} \"$0\" \"$@\"'", log);
        AssertHasNoRights(desktop);
        Assert.Contains("confined: namespaces no, chroot no", log.Text, StringComparison.Ordinal);
    }

    private static void AssertHasNoRights(IDesktopConnection desktop)
    {
        var status = File.ReadAllText($"/proc/{desktop.ProcessId}/status");
        Assert.Matches($@"\nUid:\t{User}\t{User}\t{User}\t{User}\n", status);
        Assert.Matches($@"\nGid:\t{User}\t{User}\t{User}\t{User}\n", status);
        Assert.Matches(@"\nCapPrm:\t0{16}\nCapEff:\t0{16}\n", status);
        Assert.Matches(@"\nNoNewPrivs:\t1\nSeccomp:\t2\n", status);
    }

    /// <summary>Connects with a worker that a shell line starts as the user; the line is followed by the program to start.</summary>
    private async Task<IDesktopConnection> ConnectAsync(int version, string line, DesktopLog log)
    {
        var options = WorkerProgram.Options(version, log);
        File.SetUnixFileMode(_directory, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(Root);
        var program = Path.Combine(_directory, "start");
        await File.WriteAllTextAsync(
            program,
            $"""
             #!/bin/sh
             export LD_LIBRARY_PATH={_directory}
             {line} setpriv --reuid={User} --regid={User} --clear-groups --bounding-set=-all {await CopyAsync(options.Program!)} "$@"

             """,
            TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        return await shadow.Host.ConnectAsync(new WatchingSink(), options with { Program = program });
    }

    /// <summary>The user may not be able to reach this tree: the worker and those of its libraries that are in it go elsewhere.</summary>
    private async Task<string> CopyAsync(string program)
    {
        var libraries = await ProgramRun.ToEndAsync("ldd", [program]);
        var files = Regex.Matches(libraries.Output, "=> (/[^ ]+)").Select(m => m.Groups[1].Value).Where(f => !Regex.IsMatch(f, "^(/usr)?/lib"));
        foreach (var file in files.Append(program))
            File.Copy(file, Path.Combine(_directory, Path.GetFileName(file)));
        return Path.Combine(_directory, Path.GetFileName(program));
    }
}
