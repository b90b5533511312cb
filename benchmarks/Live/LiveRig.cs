using Hindsight.EndToEnd.Fixtures;

namespace Hindsight.Benchmarks.Live;

/// <summary>A desktop, a server that knows it by way of a tap, and a person who is signed in.</summary>
internal sealed class LiveRig : IAsyncDisposable
{
    /// <summary>The desktop's name.</summary>
    public const string Name = "desk";

    public const int Width = 1920;
    public const int Height = 1080;

    private LiveRig(DesktopHost desktop, WireTap tap, HindsightServer server, SignedIn user) => (Desktop, Tap, Server, User) = (desktop, tap, server, user);

    public DesktopHost Desktop { get; }

    public WireTap Tap { get; }

    public HindsightServer Server { get; }

    public SignedIn User { get; }

    public static async Task<LiveRig> StartAsync(string? worker)
    {
        var desktop = await DesktopHost.XrdpAsync();
        try
        {
            var tap = new WireTap(desktop.Port);
            var server = await HindsightServer.StartAsync([(Name, tap.Address)], worker, keepReferenceFrames: false);
            var rig = new LiveRig(desktop, tap, server, await SignedIn.AsAsync(server, HindsightServer.User, server.Password));
            await rig.BreakInAsync();
            return rig;
        }
        catch
        {
            await desktop.DisposeAsync();
            throw;
        }
    }

    /// <summary>A viewer of the desktop, once the desktop has drawn itself.</summary>
    public async Task<LiveProbe> ViewAsync(Action<ReadOnlyMemory<byte>>? arrived = null)
    {
        var probe = await LiveProbe.ConnectAsync(User, Name, DesktopHost.User, Desktop.Password, Width, Height, arrived: arrived);
        await probe.StartedAsync();
        await probe.DesktopDrawnAsync();
        await Task.Delay(4000);
        return probe;
    }

    /// <summary>A session that began and ended: afterwards the desktop's own session runs, and its certificate is trusted.</summary>
    private async Task BreakInAsync()
    {
        await using var probe = await ViewAsync();
        await probe.LeaveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        User.Dispose();
        await Server.DisposeAsync();
        Tap.Dispose();
        await Desktop.DisposeAsync();
    }
}
