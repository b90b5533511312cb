using System.Globalization;
using System.Runtime.InteropServices;

namespace Hindsight.Benchmarks.Live;

/// <summary>What processes cost, from the kernel's own accounts.</summary>
internal static partial class ProcessCost
{
    private const int ScheduledClock = 2;

    /// <summary>
    /// CPU seconds that a process and its ended threads have used, exact to the nanosecond; 0 if it has ended. The ticks of
    /// /proc/PID/stat are 10 ms long, which is as much as an idle server uses in ten seconds.
    /// </summary>
    public static double CpuSeconds(int process) =>
        clock_gettime((~process << 3) | ScheduledClock, out var used) == 0 ? used.Seconds + (used.Nanoseconds / 1e9) : 0;

    /// <summary>Resident and proportional megabytes: a page shared by two processes is half a page in each one's proportional size.</summary>
    public static (double Resident, double Proportional) Megabytes(int process)
    {
        double Of(string name) => File.ReadLines($"/proc/{process}/smaps_rollup").First(l => l.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024 : 0;
        return (Of("Rss:"), Of("Pss:"));
    }

    /// <summary>A process and all that descend from it, with their programs' names.</summary>
    public static IEnumerable<(int Process, string Program)> Tree(int process)
    {
        string program;
        string[] children;
        try
        {
            program = File.ReadAllText($"/proc/{process}/comm").Trim();
            children = [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(t => File.ReadAllText($"{t}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        }
        catch (IOException)
        {
            yield break; // It ended between the listing and the look.
        }

        yield return (process, program);
        foreach (var child in children.SelectMany(c => Tree(int.Parse(c, CultureInfo.InvariantCulture))))
            yield return child;
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
