using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Browser;
using Hindsight.EndToEnd.Fixtures;

namespace Hindsight.Benchmarks.Live;

/// <summary>
/// How long a change takes from the desktop to whoever looks. A key is pressed; a program in a small terminal then makes
/// its window the colour of the present time, so that each picture tells when it was drawn. The tap tells when the desktop
/// sent it: what comes after that is ours.
/// </summary>
internal static class DelayMeasurement
{
    private const int Samples = 80;
    private const string Program = "stamp";

    /// <summary>A scan code that types a letter.</summary>
    private const int LetterA = 0x1E;

    /// <summary>A place inside the terminal's window.</summary>
    private const int X = 300, Y = 290;

    private const string Text = """
        #!/bin/bash
        # With each key the background becomes the time: quarters of a millisecond, the low 24 bits as a colour.
        printf '\e[?25l'
        while IFS= read -rsn1 _; do
          printf '\e]11;#%06x\a' $((${EPOCHREALTIME/[.,]/} / 250 & 0xFFFFFF))
        done
        """;

    /// <summary>Notes every key and every colour of a pixel, the latter when the browser is about to show it.</summary>
    private const string Watch = """
        ([x, y]) => {
          const context = document.querySelector(".live-screen canvas").getContext("2d");
          const seen = { keys: [], colours: [] };
          const now = () => performance.timeOrigin + performance.now();
          let last;
          addEventListener("keydown", () => seen.keys.push(now()), true);
          const look = () => {
            const [red, green, blue] = context.getImageData(x, y, 1, 1).data;
            const colour = red << 16 | green << 8 | blue;
            if (colour !== last) seen.colours.push(colour, now());
            last = colour;
            requestAnimationFrame(look);
          };
          look();
          globalThis.benchmark = seen;
        }
        """;

    public static async Task<JsonObject> RunAsync(LiveRig rig)
    {
        await Scene.WriteProgramAsync(rig.Desktop, Program, Text);
        var result = new JsonObject { ["scene"] = "delay" };
        await InBrowserAsync(rig, result);
        await OnSocketAsync(rig, result);
        return result;
    }

    private static async Task InBrowserAsync(LiveRig rig, JsonObject result)
    {
        await using var browser = await BrowserPage.OpenAsync(LiveRig.Width, LiveRig.Height);
        var live = await browser.ConnectAsync(await browser.SignInAsync(rig.Server), LiveRig.Name, DesktopHost.User, rig.Desktop.Password);
        await BrowserPage.DesktopShownAsync(live);
        await live.Keyboard.TypeAsync($"xterm -geometry 24x6+200+200 -e ./{Program}.sh\n", new() { Delay = 20 });
        await live.WaitForTimeoutAsync(3000);
        await live.EvaluateAsync(Watch, new[] { X, Y });
        for (var i = 0; i < Samples; i++)
        {
            await live.Keyboard.PressAsync("a");
            await live.WaitForTimeoutAsync(Pause(i));
        }

        var keys = await live.EvaluateAsync<double[]>("() => benchmark.keys");
        var colours = await live.EvaluateAsync<double[]>("() => benchmark.colours");
        var arrivals = rig.Tap.Times();
        List<double> fromKey = [], fromDrawing = [], fromArrival = [];
        foreach (var pair in colours.Chunk(2))
        {
            var (shown, drawn) = (pair[1], DrawnAt((int)pair[0], pair[1]));
            if (shown - drawn > 5000)
                continue; // The colour that the window had before.
            fromKey.Add(shown - keys.Last(k => k <= drawn + 1));
            fromDrawing.Add(shown - drawn);
            fromArrival.Add(shown - arrivals.First(a => a >= drawn));
        }

        if (fromKey.Count < Samples / 2)
            throw new InvalidOperationException($"only {fromKey.Count} of {Samples} keys changed the terminal's colour: is another window in front of it?");
        result["keyToPaintMs"] = Percentiles.Of(fromKey);
        result["drawnToPaintMs"] = Percentiles.Of(fromDrawing);
        result["arrivedToPaintMs"] = Percentiles.Of(fromArrival);
        await live.Keyboard.PressAsync("Control+c");
        await live.WaitForTimeoutAsync(500);
        await live.CloseAsync();
    }

    private static async Task OnSocketAsync(LiveRig rig, JsonObject result)
    {
        var arrived = new ArrivalTimes();
        await using var probe = await rig.ViewAsync(arrived.Note);
        await probe.TypeLineAsync($"xterm -geometry 24x6+200+200 -e ./{Program}.sh");
        await Task.Delay(3000);
        List<double> fromArrival = [];
        for (var i = 0; i < Samples; i++)
        {
            var pressed = WallClock.Milliseconds;
            await probe.PressAsync(LetterA);
            await Task.Delay(Pause(i));
            var message = arrived.Times().FirstOrDefault(t => t > pressed);
            var sent = rig.Tap.Times().LastOrDefault(t => t <= message);
            if (sent > pressed)
                fromArrival.Add(message - sent);
        }

        result["arrivedToSocketMs"] = Percentiles.Of(fromArrival);
        await probe.PressAsync(0x1D, 0x2E);
        await Task.Delay(500);
        await probe.LeaveAsync();
    }

    /// <summary>Not in step with anything that happens regularly.</summary>
    private static int Pause(int sample) => 200 + (sample * 37 % 101);

    /// <summary>The moment a colour stands for: the last one before it was seen.</summary>
    private static double DrawnAt(int colour, double seen) => seen - ((((long)(seen * 4) - colour) & 0xFFFFFF) / 4.0);
}
