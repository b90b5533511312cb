using System.Diagnostics;
using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Fixtures;

namespace Hindsight.Benchmarks.Live;

/// <summary>What a recorded session costs while a scene goes on, measured from outside: nothing in the product knows of it.</summary>
internal static class SceneMeasurement
{
    public static async Task<JsonObject> RunAsync(LiveRig rig, Scene scene, TimeSpan duration)
    {
        await scene.PrepareAsync(rig.Desktop);
        var live = new LiveCount();
        await using var probe = await rig.ViewAsync(live.Take);
        if (scene.Command.Length > 0)
            await probe.TypeLineAsync(scene.Command);
        await Task.Delay(TimeSpan.FromSeconds(scene.WarmUp));

        var worker = rig.Server.Workers().Single();
        var before = await SnapshotAsync(rig, probe, live, worker);
        var clock = Stopwatch.StartNew();
        await Task.Delay(duration);
        var elapsed = clock.Elapsed.TotalSeconds;
        var after = await SnapshotAsync(rig, probe, live, worker);
        var result = Result(scene, rig.Server.ProcessId, worker, before, after, elapsed);

        await probe.PressAsync(scene.EndKeys);
        await Task.Delay(1000);
        await probe.LeaveAsync();
        return result;
    }

    private static JsonObject Result(Scene scene, int server, int worker, Snapshot before, Snapshot after, double elapsed)
    {
        double Percent(double from, double to) => Math.Round((to - from) / elapsed * 100, 3);
        double PercentOf(Func<string, bool> program) => Percent(
            before.Desktop.Where(p => program(p.Value.Program)).Sum(p => p.Value.Seconds),
            after.Desktop.Where(p => program(p.Value.Program)).Sum(p => p.Value.Seconds));
        JsonObject Cost(int process, double cpu)
        {
            var (resident, proportional) = ProcessCost.Megabytes(process);
            return new() { ["cpuPercent"] = cpu, ["rssMB"] = Math.Round(resident, 1), ["pssMB"] = Math.Round(proportional, 1) };
        }

        var (ours, theirs) = (Percent(before.Server, after.Server), Percent(before.Worker, after.Worker));
        var (xrdp, xorg) = (PercentOf(p => p == "xrdp"), PercentOf(p => p == "Xorg"));
        return new JsonObject
        {
            ["scene"] = scene.Name,
            ["seconds"] = Math.Round(elapsed, 1),
            ["server"] = Cost(server, ours),
            ["worker"] = Cost(worker, theirs),
            ["desktop"] = new JsonObject { ["xrdpCpuPercent"] = xrdp, ["xorgCpuPercent"] = xorg, ["programsCpuPercent"] = PercentOf(p => p is not ("xrdp" or "Xorg")) },
            ["cpuAgainstXrdpAndXorg"] = Math.Round((ours + theirs) / Math.Max(xrdp + xorg, 0.001), 2),
            ["picturesPerSecond"] = Math.Round((after.Pictures - before.Pictures) / elapsed, 1),
            ["desktopBytesPerSecond"] = Math.Round((after.DesktopBytes - before.DesktopBytes) / elapsed),
            ["liveBytesPerSecond"] = Math.Round((after.LiveBytes - before.LiveBytes) / elapsed),
            ["recordedBytesPerSecond"] = Math.Round((after.RecordedBytes - before.RecordedBytes) / elapsed),
        };
    }

    private static async Task<Snapshot> SnapshotAsync(LiveRig rig, LiveProbe probe, LiveCount live, int worker)
    {
        // The list of recordings answers from the database, where the recorder writes what is on disk.
        var row = await rig.User.GetAsync($"/recordings/{probe.Sid}");
        return new Snapshot(
            ProcessCost.CpuSeconds(rig.Server.ProcessId),
            ProcessCost.CpuSeconds(worker),
            ProcessCost.Tree(rig.Desktop.ProcessId).ToDictionary(p => p.Process, p => (p.Program, ProcessCost.CpuSeconds(p.Process))),
            live.Pictures, rig.Tap.Bytes, live.Bytes, row["bytes"]!.GetValue<long>());
    }

    private sealed record Snapshot(
        double Server, double Worker, Dictionary<int, (string Program, double Seconds)> Desktop, long Pictures, long DesktopBytes, long LiveBytes, long RecordedBytes);

    /// <summary>What a viewer is sent.</summary>
    private sealed class LiveCount
    {
        private long _pictures;
        private long _bytes;

        public long Pictures => Interlocked.Read(ref _pictures);

        public long Bytes => Interlocked.Read(ref _bytes);

        public void Take(ReadOnlyMemory<byte> message)
        {
            Interlocked.Increment(ref _pictures);
            Interlocked.Add(ref _bytes, message.Length);
        }
    }
}
