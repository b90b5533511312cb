using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Sessions;

/// <summary>One xrdp, one freerdp-shadow with NLA, and a server that knows both.</summary>
public sealed class LiveDesktops : IAsyncLifetime
{
    internal DesktopHost Xrdp { get; private set; } = null!;

    internal DesktopHost Shadow { get; private set; } = null!;

    internal HindsightServer Server { get; private set; } = null!;

    internal SignedIn User { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Xrdp = await DesktopHost.XrdpAsync();
        Shadow = await DesktopHost.ShadowAsync();
        Server = await HindsightServer.StartAsync([("desk", Xrdp.Address), ("shared", Shadow.Address)]);
        User = await SignedIn.AsAsync(Server, HindsightServer.User, Server.Password);
    }

    public async ValueTask DisposeAsync()
    {
        User?.Dispose();
        foreach (var started in new IAsyncDisposable?[] { Server, Shadow, Xrdp }.OfType<IAsyncDisposable>())
            await started.DisposeAsync();
    }
}

/// <summary>Sessions through the gateway to real desktops, as the live protocol's other end sees them.</summary>
public sealed class LiveDesktopTests(LiveDesktops desktops) : IClassFixture<LiveDesktops>
{
    private readonly DesktopHost _desktop = desktops.Xrdp;
    private readonly DesktopHost _shared = desktops.Shadow;
    private readonly HindsightServer _server = desktops.Server;
    private readonly SignedIn _user = desktops.User;

    [Fact]
    public async Task Text_clipboard_and_size_reach_the_desktop_and_come_back()
    {
        await using var probe = await StartAsync("desk");
        await FocusTerminalAsync(probe);
        await probe.TypeLineAsync("echo typed-$((40+2)) > typed.txt");
        Assert.Equal("typed-42\n", await _desktop.FileAsync("typed.txt"));

        await probe.ClipboardAsync("from the browser: żółw €");
        await probe.TypeLineAsync("sleep 1; xclip -o -selection clipboard > pasted.txt");
        Assert.Equal("from the browser: żółw €", await _desktop.FileAsync("pasted.txt"));

        await probe.TypeLineAsync("printf 'from the desktop' | xclip -i -selection clipboard");
        for (var i = 0; i < 100 && probe.Clipboard.IsEmpty; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Contains("from the desktop", probe.Clipboard);

        await probe.ResizeAsync(1500, 900);
        await probe.UntilAsync(p => p is { Width: 1500, Height: 900 }, "the new size");
        await probe.LeaveAsync();

        var row = await _user.FinishedAsync(probe.Sid);
        Assert.Equal("complete", row["state"]!.GetValue<string>());
        var bytes = await _user.DownloadAsync(probe.Sid);
        Assert.DoesNotContain("typed-$((40", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("from the browser", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain(_desktop.Password, System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain(_desktop.Password, _server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absurd_size_ends_nothing()
    {
        await using var probe = await StartAsync("desk");
        await probe.ResizeAsync(16384, 16384);
        await FocusTerminalAsync(probe);
        await probe.TypeLineAsync("echo alive > alive.txt");
        Assert.Equal("alive\n", await _desktop.FileAsync("alive.txt"));
        var (width, height, _) = probe.Picture();
        Assert.InRange((long)width * height, 1, 3840L * 2400);
        await probe.LeaveAsync();
        Assert.Equal("complete", (await _user.FinishedAsync(probe.Sid))["state"]!.GetValue<string>());
    }

    public static TheoryData<string> BadMessages => ["", "63", "01", "0200", "03090100000000", "0501", "0600001100", "0800000000", "07", "09FFFE"];

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task A_malformed_message_ends_its_session_and_no_other(string message)
    {
        await using var other = await StartAsync("shared");
        await using var probe = await StartAsync("desk");
        await probe.SendAsync(Convert.FromHexString(message));
        var end = await probe.EndedAsync(20);
        Assert.Equal("bad_message", end["code"]!.GetValue<string>());
        Assert.False(other.End.Task.IsCompleted);
        var row = await _user.FinishedAsync(probe.Sid);
        Assert.Equal("complete", row["state"]!.GetValue<string>());
        await other.LeaveAsync();
    }

    [Fact]
    public async Task A_killed_worker_ends_its_session_alone_and_the_recording_plays_to_the_kill()
    {
        await using var other = await StartAsync("shared");
        var before = _server.Workers();
        await using var probe = await StartAsync("desk");
        var worker = Assert.Single(_server.Workers().Except(before));
        await FocusTerminalAsync(probe);
        await probe.TypeLineAsync("while :; do date +%N; sleep 0.05; done");
        await Task.Delay(3000, TestContext.Current.CancellationToken);

        var killedAt = TimeProvider.System.GetUtcNow();
        System.Diagnostics.Process.Start("kill", ["-9", worker.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        var end = await probe.EndedAsync(20);
        Assert.Equal("worker_crashed", end["code"]!.GetValue<string>());
        Assert.False(other.End.Task.IsCompleted);
        Assert.False(_server.HasExited);

        var row = await _user.FinishedAsync(probe.Sid);
        Assert.Contains("crashed", row["reason"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        var recorded = RecordedScreen.At(await _user.DownloadAsync(probe.Sid));
        Assert.Contains("crashed", recorded.EndReason, StringComparison.OrdinalIgnoreCase);
        var start = DateTimeOffset.Parse(row["start"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange((killedAt - start).TotalMilliseconds - recorded.LastPicture, -1000, 2000);
        await other.LeaveAsync();
    }

    [Fact]
    public async Task A_host_with_NLA_tells_a_wrong_password_from_a_right_one()
    {
        await using (var wrong = await LiveProbe.ConnectAsync(_user, "shared", DesktopHost.User, "not-the-password"))
        {
            var end = await wrong.EndedAsync();
            Assert.Equal("bad_credentials", end["code"]!.GetValue<string>());
            Assert.DoesNotContain("not-the-password", end.ToJsonString() + _server.Log, StringComparison.Ordinal);
        }

        await using var right = await StartAsync("shared");
        await right.DesktopDrawnAsync(colours: 2);
        await right.LeaveAsync();
        Assert.Equal("complete", (await _user.FinishedAsync(right.Sid))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Fifty_connections_leave_nothing_behind()
    {
        await using (var warm = await StartAsync("desk"))
            await warm.LeaveAsync();
        await SettledAsync();
        var (descriptors, threads) = (Descriptors(), Threads());
        for (var i = 0; i < 50; i++)
        {
            await using var probe = await StartAsync("desk");
            await probe.LeaveAsync();
        }

        await SettledAsync();
        Assert.Empty(_server.Workers());
        Assert.InRange(Descriptors(), 1, descriptors + 8);
        Assert.InRange(Threads(), 1, threads + 8);
        Assert.InRange(ResidentMegabytes(), 1, 350);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_server.DataDirectory, "spool")));

        async Task SettledAsync()
        {
            for (var i = 0; i < 150 && (_server.Workers().Length > 0 || Directory.EnumerateFiles(Path.Combine(_server.DataDirectory, "spool")).Any()); i++)
                await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        int Descriptors() => Directory.GetFileSystemEntries($"/proc/{_server.ProcessId}/fd").Length;
        int Threads() => Directory.GetDirectories($"/proc/{_server.ProcessId}/task").Length;
        int ResidentMegabytes() => int.Parse(
            File.ReadLines($"/proc/{_server.ProcessId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }

    [Fact]
    public async Task A_viewer_that_fell_behind_sees_the_exact_picture_again()
    {
        await using var probe = await StartAsync("desk");
        await FocusTerminalAsync(probe);
        await probe.TypeLineAsync("for i in $(seq 100); do seq $i $((i+60)); sleep 0.02; done; echo done > busy.txt");
        probe.Acknowledge = false;
        Assert.Equal("done\n", await _desktop.FileAsync("busy.txt"));
        var behind = probe.Pictures;
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Equal(behind, probe.Pictures);
        await probe.CatchUpAsync();
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        var (width, height, pixels) = probe.Picture();
        await probe.LeaveAsync();
        await _user.FinishedAsync(probe.Sid);
        var recorded = RecordedScreen.At(await _user.DownloadAsync(probe.Sid));
        Assert.Equal((width, height), (recorded.Width, recorded.Height));
        Assert.True(recorded.Picture.SequenceEqual(pixels), "the viewer's last picture is the recording's last picture");
    }

    private async Task FocusTerminalAsync(LiveProbe probe)
    {
        await probe.DesktopDrawnAsync();
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        await _desktop.ShellAnswersAsync(async line =>
        {
            var (width, height, _) = probe.Picture();
            await probe.MoveAsync(width / 3, height / 3);
            await probe.ButtonAsync(0, true, width / 3, height / 3);
            await probe.ButtonAsync(0, false, width / 3, height / 3);
            await probe.PressAsync(0x1D, 0x2E); // Ctrl+C: what an earlier session left running
            await Task.Delay(300, TestContext.Current.CancellationToken);
            await probe.TypeLineAsync(line);
        });
    }

    private async Task<LiveProbe> StartAsync(string desktop)
    {
        var probe = await LiveProbe.ConnectAsync(_user, desktop, DesktopHost.User, (desktop == "desk" ? _desktop : _shared).Password);
        await probe.StartedAsync();
        return probe;
    }
}
