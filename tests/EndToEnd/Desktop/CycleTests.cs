using Hindsight.Desktop;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>Tests that count what this whole process holds: they run when no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Connecting and leaving, again and again.</summary>
[Collection(nameof(Alone))]
public sealed class CycleTests(XrdpHost xrdp) : IClassFixture<XrdpHost>
{
    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task Fifty_connections_leave_nothing_behind(int version)
    {
        var options = WorkerProgram.Options(version);
        await CycleAsync();
        var (descriptors, threads) = (Count("fd"), Count("task"));
        for (var i = 0; i < 50; i++)
            await CycleAsync();
        // The runtime's own pool may grow and shrink; 50 leaks would not hide in this.
        Assert.InRange(Count("fd"), 1, descriptors + 12);
        Assert.InRange(Count("task"), 1, threads + 12);
        Assert.Equal(0, Maps("memfd:desktop"));

        async Task CycleAsync()
        {
            var desktop = await xrdp.Host.ConnectAsync(new WatchingSink(), options, width: 800, height: 600);
            desktop.MovePointer(1, 1);
            await desktop.DisposeAsync();
            Assert.Equal(DesktopFailure.None, (await desktop.Ended).Failure);
            Assert.False(Directory.Exists($"/proc/{desktop.ProcessId}"), "the worker is gone and reaped");
        }

        static int Count(string what) => Directory.GetFileSystemEntries($"/proc/self/{what}").Length;
        static int Maps(string name) => File.ReadLines("/proc/self/maps").Count(l => l.Contains(name, StringComparison.Ordinal));
    }
}
