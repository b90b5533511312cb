using System.Text.Json.Nodes;
using Hindsight.EndToEnd.Browser;
using Hindsight.EndToEnd.Fixtures;
using Microsoft.Playwright;

namespace Hindsight.Benchmarks.Live;

/// <summary>From the click on Connect to the first picture with something on it, in a browser; the certificate is known already.</summary>
internal static class ConnectMeasurement
{
    private const int Samples = 12;

    /// <summary>Resolves with the milliseconds from the click to the frame in which any of a few places is not black.</summary>
    private const string Watch = """
        () => {
          globalThis.benchmark = new Promise((done) => {
            addEventListener("click", () => {
              const clicked = performance.now();
              const look = () => {
                const canvas = document.querySelector(".live-screen canvas");
                const context = canvas?.getContext("2d");
                const isDrawn = (x, y) => context.getImageData(x * canvas.width, y * canvas.height, 1, 1).data.subarray(0, 3).some((c) => c > 0);
                if (context && canvas.width > 300 && [0.1, 0.3, 0.5, 0.7, 0.9].some((x) => isDrawn(x, 0.5) || isDrawn(x, 0.2))) done(performance.now() - clicked);
                else requestAnimationFrame(look);
              };
              look();
            }, { capture: true, once: true });
          });
        }
        """;

    public static async Task<JsonObject> RunAsync(LiveRig rig)
    {
        await using var browser = await BrowserPage.OpenAsync(LiveRig.Width, LiveRig.Height);
        var list = await browser.SignInAsync(rig.Server);
        List<double> times = [];
        for (var i = 0; i < Samples; i++)
        {
            await Task.Delay(1000);
            var live = await browser.OpenConnectFormAsync(list, LiveRig.Name, DesktopHost.User, rig.Desktop.Password);
            await live.EvaluateAsync(Watch);
            await live.GetByRole(AriaRole.Button, new() { Name = "Connect", Exact = true }).ClickAsync();
            times.Add(await live.EvaluateAsync<double>("() => benchmark"));
            await live.CloseAsync();
        }

        return new JsonObject { ["scene"] = "connect", ["clickToPictureMs"] = Percentiles.Of(times), ["stages"] = await StagesAsync(rig) };
    }

    /// <summary>When each message of connecting arrived, in milliseconds after it was asked for; the middle of several tries.</summary>
    private static async Task<JsonObject> StagesAsync(LiveRig rig)
    {
        var stages = new Dictionary<string, List<double>>();
        for (var i = 0; i < Samples; i++)
        {
            await Task.Delay(1000);
            var begun = WallClock.Milliseconds;
            var told = new HashSet<string>();
            await using var probe = await LiveProbe.ConnectAsync(rig.User, LiveRig.Name, DesktopHost.User, rig.Desktop.Password, LiveRig.Width, LiveRig.Height, arrived: Note);
            await probe.StartedAsync();
            await probe.UntilAsync(p => p.Pixels.Any(c => c != 0xFF000000), "the first picture");
            await probe.LeaveAsync();

            void Note(ReadOnlyMemory<byte> message)
            {
                var name = message.Span[0] == '{' ? NameOf(JsonNode.Parse(message.Span)!) : told.Contains("first records") ? "second records" : "first records";
                if (!told.Add(name))
                    return;
                if (!stages.TryGetValue(name, out var times))
                    stages[name] = times = [];
                times.Add(WallClock.Milliseconds - begun);
            }
        }

        var result = new JsonObject();
        foreach (var (name, times) in stages)
            result[name] = Percentiles.Of(times)["p50"]!.DeepClone();
        return result;
    }

    private static string NameOf(JsonNode message) => (message["stage"] ?? message["type"])!.GetValue<string>();
}
