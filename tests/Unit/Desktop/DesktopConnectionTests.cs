using Hindsight.Desktop;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Desktop;

/// <summary>What the host side does with workers that misbehave, in a real process each.</summary>
public sealed class DesktopConnectionTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_frame_reaches_the_sink()
    {
        using var worker = new FakeWorker(FakeWorker.Connected, FakeWorker.Frame, FakeWorker.Listen);
        var seen = new TaskCompletionSource<DesktopFrame>();
        worker.OnFrame = (frame, _) =>
        {
            Assert.Equal(8, frame.Pixels.Span.Length);
            seen.TrySetResult(frame);
            return default;
        };
        await using var connection = await worker.ConnectAsync();
        var frame = await seen.Task;
        Assert.Equal((4, 2, 4), (frame.Width, frame.Height, frame.Stride));
        Assert.Equal(new Rect(0, 0, 4, 2), Assert.Single(frame.Damage.ToArray()));
    }

    [Fact]
    public async Task A_worker_that_says_nothing_is_given_up()
    {
        using var worker = new FakeWorker(FakeWorker.Listen);
        worker.Options = worker.Options with { HandshakeTimeout = Short };
        var error = await Assert.ThrowsAsync<DesktopException>(() => worker.ConnectAsync());
        Assert.Equal(DesktopFailure.TimedOut, error.Failure);
        Assert.Contains("does not answer as a desktop", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desktop_without_a_picture_is_given_up()
    {
        using var worker = new FakeWorker(FakeWorker.Connected, FakeWorker.Listen);
        worker.Options = worker.Options with { FirstPictureTimeout = Short };
        await using var connection = await worker.ConnectAsync();
        Assert.Equal(DesktopFailure.TimedOut, (await connection.Ended).Failure);
    }

    [Fact]
    public async Task A_worker_that_leaves_a_ping_unanswered_is_killed()
    {
        using var worker = new FakeWorker(FakeWorker.Connected, FakeWorker.Frame, FakeWorker.Listen);
        worker.Options = worker.Options with { AnswerTimeout = Short };
        await using var connection = await worker.ConnectAsync();
        Assert.Equal(DesktopFailure.WorkerHung, (await connection.Ended).Failure);
        Assert.False(Directory.Exists($"/proc/{connection.ProcessId}"));
    }

    [Fact]
    public async Task A_slow_sink_is_not_the_workers_fault()
    {
        using var worker = new FakeWorker(FakeWorker.Connected, FakeWorker.Frame, FakeWorker.Listen);
        worker.Options = worker.Options with { AnswerTimeout = Short, FirstPictureTimeout = Short };
        var release = new TaskCompletionSource();
        worker.OnFrame = async (_, _) => await release.Task;
        await using var connection = await worker.ConnectAsync();
        // Several times what the worker itself is given.
        Assert.NotSame(connection.Ended, await Task.WhenAny(connection.Ended, Task.Delay(5 * Short, TestContext.Current.CancellationToken)));
        release.SetResult();
        Assert.Equal(DesktopFailure.WorkerHung, (await connection.Ended).Failure);
    }

    [Theory]
    [InlineData(FakeWorker.FrameOutside)]
    [InlineData(@"printf '\377\377\377\377\003' >&3")]
    [InlineData(@"printf '\000\000\000\000\143' >&3")]
    [InlineData(@"printf '\004\000\000\000\002\377\377\377\377' >&3")]
    public async Task A_worker_that_breaks_the_protocol_is_killed(string message)
    {
        using var worker = new FakeWorker(FakeWorker.Connected, message, FakeWorker.Listen);
        await using var connection = await worker.ConnectAsync();
        Assert.Equal(DesktopFailure.WorkerCrashed, (await connection.Ended).Failure);
        Assert.False(Directory.Exists($"/proc/{connection.ProcessId}"));
    }

    [Theory]
    [InlineData("kill -SEGV $$", DesktopFailure.WorkerCrashed, "signal 11")]
    [InlineData("exit 4", DesktopFailure.WorkerCrashed, "exit code 4")]
    [InlineData("exit 127", DesktopFailure.NotBuilt, "--check")]
    public async Task A_worker_that_dies_fails_the_connection_with_its_reason(string death, DesktopFailure failure, string says)
    {
        using var worker = new FakeWorker(death);
        var error = await Assert.ThrowsAsync<DesktopException>(() => worker.ConnectAsync());
        Assert.Equal(failure, error.Failure);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sink_that_throws_ends_the_connection_with_its_reason()
    {
        using var worker = new FakeWorker(FakeWorker.Connected, FakeWorker.Frame, FakeWorker.Listen);
        worker.OnFrame = (_, _) => throw new DesktopException(DesktopFailure.CertificateChanged, "as the sink says");
        await using var connection = await worker.ConnectAsync();
        Assert.Equal(new DesktopEnd(DesktopFailure.CertificateChanged, "as the sink says"), await connection.Ended);
    }

    [Fact]
    public async Task Disposing_ends_a_worker_that_does_not_obey()
    {
        using var worker = new FakeWorker(FakeWorker.Connected, FakeWorker.Frame, FakeWorker.Listen);
        var connection = await worker.ConnectAsync();
        await connection.DisposeAsync();
        Assert.Equal(DesktopFailure.None, (await connection.Ended).Failure);
        Assert.False(Directory.Exists($"/proc/{connection.ProcessId}"));
        // Ignored, and none of it throws.
        connection.MovePointer(1, 1);
        connection.Button(0, true, 1, 1);
        connection.Wheel(false, 120, 1, 1);
        connection.Key(0x1E, false, true);
        connection.Character('a');
        connection.SynchronizeLocks(false, true, false);
        connection.Resize(800, 600);
        connection.SetClipboardText("text");
        await connection.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_that_reads_no_input_is_killed()
    {
        using var worker = new FakeWorker(FakeWorker.Connected, FakeWorker.Frame, "exec sleep 1000");
        await using var connection = await worker.ConnectAsync();
        for (var i = 0; i < 1_000_000 && !connection.Ended.IsCompleted; i++)
            connection.Key(0x1E, false, i % 2 == 0);
        Assert.Equal(DesktopFailure.WorkerHung, (await connection.Ended).Failure);
    }

    [Fact]
    public async Task Cancelling_gives_up_connecting()
    {
        using var worker = new FakeWorker($"echo $$ > \"$(dirname \"$0\")/id\"", FakeWorker.Listen);
        using var cancellation = new CancellationTokenSource(Short);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.ConnectUntilAsync(cancellation.Token));
        Assert.False(Directory.Exists("/proc/" + (await File.ReadAllTextAsync(worker.PathOf("id"), TestContext.Current.CancellationToken)).Trim()));
    }

    [Fact]
    public async Task Neither_arguments_nor_environment_hold_the_login()
    {
        using var worker = new FakeWorker(
            "tr '\\0' '\\n' </proc/$$/environ > \"$(dirname \"$0\")/seen\"", "echo \"$@\" >> \"$(dirname \"$0\")/seen\"", "ls /proc/$$/fd >> \"$(dirname \"$0\")/seen\"", FakeWorker.Connected, FakeWorker.Listen);
        await using var connection = await worker.ConnectAsync();
        var seen = await File.ReadAllTextAsync(worker.PathOf("seen"), TestContext.Current.CancellationToken);
        Assert.Contains("MALLOC_ARENA_MAX=1", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_program_desktop_access_is_not_built()
    {
        using var worker = new FakeWorker();
        worker.Options = worker.Options with { Program = null };
        var error = await Assert.ThrowsAsync<DesktopException>(() => worker.ConnectAsync());
        Assert.Equal(DesktopFailure.NotBuilt, error.Failure);
        Assert.Contains("apt-get install", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_none_is_not_built()
    {
        using var worker = new FakeWorker();
        await File.WriteAllTextAsync(worker.Options.Program!, "no program", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(worker.Options.Program!, UnixFileMode.UserRead);
        Assert.Equal(DesktopFailure.NotBuilt, (await Assert.ThrowsAsync<DesktopException>(() => worker.ConnectAsync())).Failure);
    }

    [Fact]
    public async Task A_port_nothing_listens_on_is_refused()
    {
        var worker = new FakeWorker(FakeWorker.Listen);
        worker.Dispose();
        using var again = new FakeWorker(FakeWorker.Listen);
        var error = await Assert.ThrowsAsync<DesktopException>(() => DesktopConnector.ConnectAsync(
            worker.Target, new DesktopCredentials("anna", "", ""), 800, 600, again, again.Options, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(DesktopFailure.Refused, error.Failure);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_dns_failure()
    {
        using var worker = new FakeWorker(FakeWorker.Listen);
        var error = await Assert.ThrowsAsync<DesktopException>(() => DesktopConnector.ConnectAsync(
            worker.Target with { Host = "no-such-desktop.invalid" }, new DesktopCredentials("anna", "", ""), 800, 600, worker, worker.Options, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(DesktopFailure.DnsFailed, error.Failure);
    }

    [Fact]
    public async Task A_login_that_can_be_none_is_refused_before_anything_is_started()
    {
        using var worker = new FakeWorker(FakeWorker.Listen);
        var error = await Assert.ThrowsAsync<DesktopException>(() => DesktopConnector.ConnectAsync(
            worker.Target, new DesktopCredentials("anna", "", new string('x', 501)), 800, 600, worker, worker.Options, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(DesktopFailure.BadCredentials, error.Failure);
    }
}
