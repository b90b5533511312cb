using Hindsight.EndToEnd.Fixtures;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>Copies on the screen that RDP names are passed on as such.</summary>
public sealed class CopyTests
{
    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_copy_that_the_desktop_names_comes_as_a_hint_and_as_pixels(int version)
    {
        await using var vnc = new VncScreen();
        await using var host = await DesktopHost.VncThroughXrdpAsync(vnc.Port);
        var sink = new WatchingSink();
        await using var desktop = await host.ConnectAsync(sink, WorkerProgram.Options(version), width: VncScreen.Width, height: VncScreen.Height);
        await WatchingSink.UntilAsync(() => sink.Pixel(639, 479) == VncScreen.Pixel(639, 479), "the picture is there");
        Assert.Empty(sink.Copies);

        var copy = new ScreenCopy(100, 120, new Rect(300, 40, 200, 150));
        vnc.Copy(copy);
        await WatchingSink.UntilAsync(() => sink.Pixel(499, 189) == VncScreen.Pixel(299, 269), "the part is moved");
        Assert.Equal(copy, Assert.Single(sink.Copies));
        Assert.Equal(VncScreen.Pixel(100, 120), sink.Pixel(300, 40));
        Assert.Equal(VncScreen.Pixel(299, 40), sink.Pixel(299, 40));
    }
}
