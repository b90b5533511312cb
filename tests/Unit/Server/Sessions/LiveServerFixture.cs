using Hindsight.Unit.Server.Recorder;
using Xunit;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>One server for all tests of a class, for a server's start costs a second; each test finds it without sessions.</summary>
public sealed class LiveServerFixture : IAsyncLifetime
{
    private LiveServer? _server;

    /// <summary>Starts the server.</summary>
    public async ValueTask InitializeAsync() => _server = await LiveServer.StartAsync();

    /// <summary>Stops it.</summary>
    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    internal async Task<LiveServer> FreshAsync()
    {
        await Settle.UntilAsync(() => Task.FromResult(_server!.Registry.Count == 0));
        _server!.Desktops.Reset();
        return _server;
    }
}
