using System.Diagnostics;
using System.Globalization;

namespace Hindsight.Benchmarks.Export;

/// <summary>`tsh recordings export` of an active and of an ordinary recording, next to FFmpeg with a constant rate of pictures.</summary>
internal static class ExportBenchmark
{
    /// <summary>A trace of work is active all the time; an ordinary hour is that with as many rests as offices have.</summary>
    private static readonly (string Name, TimeSpan Length, TimeSpan Pause)[] Recordings =
    [
        ("active", TimeSpan.FromMinutes(5), TimeSpan.Zero),
        ("ordinary", TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(15)),
    ];

    public static int Run(string[] arguments)
    {
        if (arguments is not ["--trace", var trace])
        {
            Console.Error.WriteLine("usage: benchmarks/export --trace FILE   (a DCOR1 screen trace, plain or zstd)");
            return 2;
        }

        var directory = Directory.CreateTempSubdirectory("hindsight-export-");
        Console.WriteLine("recording  video                   times real  CPU s per hour  peak MB  bytes");
        foreach (var (name, length, rest) in Recordings)
        {
            var recording = Path.Combine(directory.FullName, name + ".hsr");
            RecordedTrace.Write(trace, recording, length, rest);
            foreach (var format in (string[])["mp4", "webm", "avi"])
                Measure(name, $"tsh {format}", length, directory.FullName, $"exec {Tsh} recordings export {recording} --format {format} --quiet --overwrite --out $OUT");
            // The same pictures as the first video's, but thirty of them a second, whether something changed or not.
            Measure(name, "FFmpeg mp4 at 30/s", length, directory.FullName, $"{Tsh} recordings export {recording} --format mp4 --quality 100 --quiet --overwrite --out {directory.FullName}/source.mp4 >&2", $"exec ffmpeg -v error -y -i {directory.FullName}/source.mp4 -r 30 -c:v libx264 -preset veryfast -crf 24 -f mp4 $OUT");
        }

        directory.Delete(recursive: true);
        return 0;
    }

    private static string Tsh => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../src/Tsh/bin/Release/net10.0/tsh"));

    private static void Measure(string recording, string video, TimeSpan length, string directory, params string[] commands)
    {
        var output = Path.Combine(directory, "video");
        foreach (var command in commands[..^1])
            Shell(command, output);
        var begun = Stopwatch.GetTimestamp();
        var (seconds, megabytes) = Shell(commands[^1], output);
        var took = Stopwatch.GetElapsedTime(begun);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{recording,-10} {video,-22} {length / took,10:0.0}x {seconds * 3600 / length.TotalSeconds,15:0.0} {megabytes,8:0} {new FileInfo(output).Length,8}"));
        File.Delete(output);
    }

    /// <summary>Runs a command; the CPU seconds of it and its children, and the most memory one of them had.</summary>
    private static (double Seconds, double Megabytes) Shell(string command, string output)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", Meter, command]) { RedirectStandardOutput = true, Environment = { ["OUT"] = output } })!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} failed");
        var numbers = answer.Trim().Split('\n')[^1].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1]);
    }

    private const string Meter = """
        import os, resource, subprocess, sys
        code = subprocess.call(["sh", "-c", sys.argv[1]], stdout=subprocess.DEVNULL)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
        sys.exit(code)
        """;
}
