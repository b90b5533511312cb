using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>One freerdp-shadow, with NLA, for the tests of a class.</summary>
public sealed class ShadowHost : IAsyncLifetime
{
    internal DesktopHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await DesktopHost.ShadowAsync();

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }
}
