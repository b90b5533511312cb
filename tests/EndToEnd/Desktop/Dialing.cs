using Hindsight.Desktop;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>Shorter ways to connect to a test desktop.</summary>
internal static class Dialing
{
    public static Task<IDesktopConnection> ConnectAsync(
        this DesktopHost host, WatchingSink sink, DesktopWorkerOptions options, string? password = null, string user = DesktopHost.User,
        DesktopGraphics graphics = DesktopGraphics.Lossless, int width = 1280, int height = 800) =>
        DesktopConnector.ConnectAsync(
            new DesktopTarget("desk", "127.0.0.1", host.Port, graphics), new DesktopCredentials(user, "", password ?? host.Password),
            width, height, sink, options, cancellation: TestContext.Current.CancellationToken);

    /// <summary>The failure of a connection that must not come about.</summary>
    public static async Task<DesktopException> FailureAsync(Func<Task<IDesktopConnection>> connect) =>
        await Assert.ThrowsAsync<DesktopException>(connect);
}
