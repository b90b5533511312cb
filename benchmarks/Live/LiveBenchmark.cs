using System.Globalization;

namespace Hindsight.Benchmarks.Live;

/// <summary>
/// A real xrdp desktop, the real server and its worker, recorded sessions: what they cost in three scenes, how long a
/// change on the desktop takes to a browser's screen, and how long connecting takes. Prints a JSON object a line.
/// </summary>
internal static class LiveBenchmark
{
    private static readonly string[] Delays = ["delay", "connect"];

    private static string[] Scenes => [.. Scene.All.Select(s => s.Name), .. Delays];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var seconds = 30;
        string? worker = null;
        var wanted = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var hasValue = i + 1 < arguments.Length;
            if (arguments[i] == "--seconds" && hasValue && int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out seconds) && seconds > 0)
                i++;
            else if (arguments[i] == "--worker" && hasValue)
                worker = arguments[++i];
            else if (Scenes.Contains(arguments[i]))
                wanted.Add(arguments[i]);
            else
                return Usage();
        }

        try
        {
            await MeasureAsync(wanted.Count > 0 ? wanted : [.. Scenes], TimeSpan.FromSeconds(seconds), worker);
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or TimeoutException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task MeasureAsync(List<string> wanted, TimeSpan duration, string? worker)
    {
        await using var rig = await LiveRig.StartAsync(worker);
        foreach (var name in wanted)
        {
            await Console.Error.WriteLineAsync($"{name} ...");
            var result = name switch
            {
                "delay" => await DelayMeasurement.RunAsync(rig),
                "connect" => await ConnectMeasurement.RunAsync(rig),
                _ => await SceneMeasurement.RunAsync(rig, Scene.All.Single(s => s.Name == name), duration),
            };
            Console.WriteLine(result.ToJsonString());
        }
    }

    private static int Usage()
    {
        Console.Error.WriteLine("""
            usage: benchmarks/live [--seconds N] [--worker PROGRAM] [SCENE...]
              --seconds N       length of idle, scroll and video (30)
              --worker PROGRAM  another desktop-worker than the one beside the server
            Scenes, all of them if none is named; one JSON object a line for each:
            """);
        foreach (var scene in Scene.All)
            Console.Error.WriteLine($"  {scene.Name,-8} {scene.Description}");
        Console.Error.WriteLine("""
              delay    a key is pressed, the terminal changes its colour: until a browser, and a viewer without one, see it
              connect  from the click on Connect to the first picture in a browser
            idle, scroll, video: CPU in percent of one core and memory in MB of the server and of the worker, and as a measure
            the CPU of the desktop's xrdp, Xorg and programs in the same seconds. Needs root, for the desktop's account.
            """);
        return 2;
    }
}
