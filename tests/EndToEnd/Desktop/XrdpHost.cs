using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>One xrdp for the tests of a class.</summary>
public sealed class XrdpHost : IAsyncLifetime
{
    internal DesktopHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await DesktopHost.XrdpAsync();

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }
}
