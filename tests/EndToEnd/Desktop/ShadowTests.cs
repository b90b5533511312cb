using Hindsight.Desktop;
using Hindsight.EndToEnd.Fixtures;
using Xunit;

namespace Hindsight.EndToEnd.Desktop;

/// <summary>Network level authentication, the graphics pipeline and ends of all kinds, against freerdp-shadow.</summary>
public sealed class ShadowTests(ShadowHost shadow) : IClassFixture<ShadowHost>
{
    private DesktopHost Host => shadow.Host;

    public static TheoryData<int, DesktopGraphics> VersionsAndGraphics => new(
        from version in (int[])[2, 3] from graphics in Enum.GetValues<DesktopGraphics>() select (version, graphics));

    [Theory]
    [MemberData(nameof(VersionsAndGraphics))]
    public async Task NLA_lets_the_right_login_in_whatever_the_graphics(int version, DesktopGraphics graphics)
    {
        var sink = new WatchingSink();
        await using var desktop = await Host.ConnectAsync(sink, WorkerProgram.Options(version), graphics: graphics);
        Assert.Equal(Host.Certificate, sink.Certificate!.Sha256);
        // The server sends what changes while somebody looks, so everything has to.
        await Typist.Pause(2500);
        foreach (var (name, colour) in ((string, int)[])[("teal", 0x008080), ("maroon", 0xB03060)])
        {
            await desktop.TypeKeysAsync($"xsetroot -solid {name}");
            await WatchingSink.UntilAsync(
                () => IsNear(sink.Pixel(3, 3), colour, graphics == DesktopGraphics.Lossless ? 0 : 4), $"the background is {name}, not {sink.Pixel(3, 3):x8}");
        }
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task NLA_turns_a_wrong_login_down(int version)
    {
        var log = new DesktopLog();
        foreach (var (user, password) in ((string, string)[])[(DesktopHost.User, "not-the-password"), ("nobody-here", Host.Password)])
        {
            var error = await Dialing.FailureAsync(() => Host.ConnectAsync(new WatchingSink(), WorkerProgram.Options(version, log), password, user));
            Assert.Equal(DesktopFailure.BadCredentials, error.Failure);
            Assert.DoesNotContain(password, error.ToString() + log.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_refused_certificate_ends_it_before_the_login(int version)
    {
        var options = WorkerProgram.Options(version);
        var refused = await Dialing.FailureAsync(() => Host.ConnectAsync(new WatchingSink { OnCertificate = (_, _) => new(false) }, options));
        Assert.Equal(DesktopFailure.CertificateRefused, refused.Failure);

        var changed = await Dialing.FailureAsync(() => Host.ConnectAsync(
            new WatchingSink { OnCertificate = (_, _) => throw new DesktopException(DesktopFailure.CertificateChanged, "as the sink says") }, options));
        Assert.Equal((DesktopFailure.CertificateChanged, "as the sink says"), (changed.Failure, changed.Message));

        var undecided = await Dialing.FailureAsync(() => Host.ConnectAsync(
            new WatchingSink { OnCertificate = async (_, token) => { await Task.Delay(Timeout.Infinite, token); return true; } },
            options with { CertificateTimeout = TimeSpan.FromMilliseconds(500) }));
        Assert.Equal(DesktopFailure.TimedOut, undecided.Failure);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task Looking_at_the_certificate_does_not_count_as_connecting(int version)
    {
        var options = WorkerProgram.Options(version) with { HandshakeTimeout = TimeSpan.FromSeconds(6) };
        var sink = new WatchingSink { OnCertificate = async (_, token) => { await Task.Delay(TimeSpan.FromSeconds(7), token); return true; } };
        await using var desktop = await Host.ConnectAsync(sink, options);
        Assert.False(desktop.Ended.IsCompleted);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_killed_worker_and_a_stopped_one_have_their_own_ends(int version)
    {
        var options = WorkerProgram.Options(version) with { AnswerTimeout = TimeSpan.FromSeconds(2) };
        await using var killed = await Host.ConnectAsync(new WatchingSink(), options);
        await using var stopped = await Host.ConnectAsync(new WatchingSink(), options);
        await using var other = await Host.ConnectAsync(new WatchingSink(), options);
        await ProgramRun.ToEndAsync("kill", ["-KILL", $"{killed.ProcessId}"]);
        await ProgramRun.ToEndAsync("kill", ["-STOP", $"{stopped.ProcessId}"]);
        var end = await killed.Ended;
        Assert.Equal(DesktopFailure.WorkerCrashed, end.Failure);
        Assert.Contains("signal 9", end.Message, StringComparison.Ordinal);
        Assert.Equal(DesktopFailure.WorkerHung, (await stopped.Ended).Failure);
        Assert.False(other.Ended.IsCompleted);
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_screen_larger_than_allowed_is_refused(int version)
    {
        // The shared screen has 1280 × 800, whatever is asked for.
        var options = WorkerProgram.Options(version) with { MaxPixels = 640 * 480 };
        try
        {
            await using var desktop = await Host.ConnectAsync(new WatchingSink(), options, width: 640, height: 480);
            Assert.Equal(DesktopFailure.ProtocolError, (await desktop.Ended).Failure);
        }
        catch (DesktopException error)
        {
            Assert.Equal(DesktopFailure.ProtocolError, error.Failure);
            Assert.Contains("larger screen", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(WorkerProgram.Versions), MemberType = typeof(WorkerProgram))]
    public async Task A_desktop_that_goes_away_ends_the_session(int version)
    {
        await using var host = await DesktopHost.ShadowAsync();
        await using var desktop = await host.ConnectAsync(new WatchingSink(), WorkerProgram.Options(version));
        await host.DisposeAsync();
        Assert.Equal(DesktopFailure.ClosedByDesktop, (await desktop.Ended).Failure);
    }

    /// <summary>A codec that loses colours may be a little off.</summary>
    private static bool IsNear(uint pixel, int colour, int loss) =>
        new[] { 0, 8, 16 }.All(shift => Math.Abs((int)(pixel >> shift & 0xFF) - (colour >> shift & 0xFF)) <= loss);
}
