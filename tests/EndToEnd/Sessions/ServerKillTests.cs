using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Sessions;

/// <summary>`kill -9` of the server itself: at most two seconds of the session are missing, and the rest plays.</summary>
public sealed class ServerKillTests
{
    [Fact]
    public async Task A_killed_server_loses_at_most_two_seconds_and_says_so()
    {
        await using var desktop = await DesktopHost.XrdpAsync();
        string sid;
        string directory;
        DateTimeOffset killed;
        await using (var server = await HindsightServer.StartAsync([("desk", desktop.Address)]))
        {
            directory = server.Directory;
            server.KeepDirectory = true;
            using var user = await SignedIn.AsAsync(server, HindsightServer.User, server.Password);
            await using var probe = await LiveProbe.ConnectAsync(user, "desk", DesktopHost.User, desktop.Password);
            sid = (await probe.StartedAsync())["sid"]!.GetValue<string>();
            await probe.DesktopDrawnAsync();
            await desktop.ShellAnswersAsync(probe.TypeLineAsync);
            await probe.TypeLineAsync("while :; do date +%N; sleep 0.05; done");
            await Task.Delay(4000, TestContext.Current.CancellationToken);
            killed = TimeProvider.System.GetUtcNow();
            server.Kill();
        }

        await using var restarted = await HindsightServer.StartAsync([("desk", desktop.Address)], reuseDirectory: directory);
        using var auditor = await SignedIn.AsAsync(restarted, HindsightServer.User, restarted.Password);
        var row = await auditor.FinishedAsync(sid);
        Assert.Equal("incomplete", row["state"]!.GetValue<string>());
        Assert.NotEmpty(row["reason"]!.GetValue<string>());
        var recorded = RecordedScreen.At(await auditor.DownloadAsync(sid));
        var start = DateTimeOffset.Parse(row["start"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange((killed - start).TotalMilliseconds - recorded.LastPicture, -1000, 2000);
    }
}
