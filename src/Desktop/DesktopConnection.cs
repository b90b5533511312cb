using System.Net.Sockets;
using Hindsight.Desktop.Interop;
using Hindsight.Desktop.Protocol;

namespace Hindsight.Desktop;

/// <summary>
/// The server's side of one worker: reads its events one by one, passes them to the sink, and sees to it that the
/// process ends and everything it held is released, whoever is to blame.
/// </summary>
internal sealed class DesktopConnection : IDesktopConnection
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly WorkerProcess _process;
    private readonly Socket _control;
    private readonly SharedPixels _pixels;
    private readonly CommandQueue _commands;
    private readonly DesktopTarget _target;
    private readonly IDesktopSink _sink;
    private readonly DesktopWorkerOptions _options;
    private readonly IProgress<DesktopStage>? _progress;
    private readonly TimeProvider _time;

    // One clock for the stage of connecting, one for the worker's next sign of life.
    private readonly Deadline _stageClock;
    private readonly Deadline _answerClock;
    private readonly ITimer _pings;
    private readonly SizeRequests _sizes;
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DesktopEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DesktopStage _stage = DesktopStage.Securing;
    private DesktopEnd? _decided;
    private int _width;
    private int _height;
    private int _pingsUnanswered;

    private DesktopConnection(
        WorkerProcess process, Socket control, SharedPixels pixels, DesktopTarget target, IDesktopSink sink,
        DesktopWorkerOptions options, IProgress<DesktopStage>? progress, TimeProvider time)
    {
        (_process, _control, _pixels, _target, _sink, _options, _progress, _time) =
            (process, control, pixels, target, sink, options, progress, time);
        _commands = new CommandQueue(control);
        _stageClock = new Deadline(time);
        _answerClock = new Deadline(time);
        _sizes = new SizeRequests(time, size => Send(RdpInput.Resize(size)));
        _pings = time.CreateTimer(_ => Ping(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public Task<DesktopEnd> Ended => _ended.Task;

    /// <inheritdoc/>
    public int ProcessId => _process.Id;

    /// <summary>Completes when the desktop is signed in to, or throws a <see cref="DesktopException"/>.</summary>
    internal Task Connected => _connected.Task;

    internal static async Task<DesktopConnection> StartAsync(
        Socket rdp, DesktopTarget target, IDesktopSink sink, DesktopWorkerOptions options, IProgress<DesktopStage>? progress, TimeProvider time)
    {
        var pixels = new SharedPixels(options.MaxPixels);
        Socket? control = null;
        try
        {
            (control, var theirs) = ControlSocket.Open();
            using (theirs)
            {
                var process = await WorkerProcess.StartAsync(options.Program!, options.RootDirectory, theirs, pixels.File, rdp.SafeHandle);
                pixels.File.Dispose();
                return new DesktopConnection(process, control, pixels, target, sink, options, progress, time);
            }
        }
        catch
        {
            control?.Dispose();
            ((IDisposable)pixels).Dispose();
            throw;
        }
    }

    /// <summary>Hands the worker its task and starts listening to it.</summary>
    internal void SignIn(DesktopCredentials credentials, (int Width, int Height) size)
    {
        _progress?.Report(_stage);
        _stageClock.Start(_options.HandshakeTimeout, () => End(DesktopEnds.HandshakeTimedOut(_target, _stage, _options)));
        foreach (var (name, value) in WorkerSettings.For(_target, credentials, size.Width, size.Height))
            _commands.Send(WorkerMessages.Setting(name, value));
        _commands.Send(WorkerMessages.Empty(WorkerCommand.Connect));
        _ = RunAsync(_commands.RunAsync());
    }

    /// <summary>Gives up at once.</summary>
    internal Task AbortAsync()
    {
        End(DesktopEnds.Closed);
        return Ended;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _decided, DesktopEnds.Closed, null);
        Send(WorkerMessages.Empty(WorkerCommand.Quit));
        try
        {
            await Ended.WaitAsync(CloseTimeout, _time);
        }
        catch (TimeoutException)
        {
            await AbortAsync();
        }
    }

    /// <inheritdoc/>
    public void MovePointer(int x, int y) => _commands.SendMove(RdpInput.Move(x, y));

    /// <inheritdoc/>
    public void Button(int button, bool down, int x, int y) => Send(RdpInput.Button(button, down, x, y));

    /// <inheritdoc/>
    public void Wheel(bool horizontal, int delta, int x, int y) => Send(RdpInput.Wheel(horizontal, delta, x, y));

    /// <inheritdoc/>
    public void Key(int scanCode, bool extended, bool down) => Send(RdpInput.Key(scanCode, extended, down));

    /// <inheritdoc/>
    public void Character(int codePoint) => Send(RdpInput.Character(codePoint));

    /// <inheritdoc/>
    public void SynchronizeLocks(bool scroll, bool num, bool caps) => Send(RdpInput.Locks(scroll, num, caps));

    /// <inheritdoc/>
    public void Resize(int width, int height) => _sizes.Want(ScreenSize.Clamp(width, height, _options.MaxPixels));

    /// <inheritdoc/>
    public void SetClipboardText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!_target.Clipboard)
            return;
        if (System.Text.Encoding.UTF8.GetByteCount(text) > WorkerEvents.MaxClipboardBytes)
            Log(3, "a text for the desktop's clipboard is too long and was left out");
        else if (!_commands.SendClipboard(WorkerMessages.Clipboard(text)))
            End(DesktopEnds.Hung(_target));
    }

    private void Send(IEnumerable<byte[]> commands)
    {
        foreach (var command in commands)
            Send(command);
    }

    private void Send(byte[]? command)
    {
        if (command is not null && !_commands.Send(command))
            End(DesktopEnds.Hung(_target));
    }

    /// <summary>Ends the connection for a reason of ours; the first reason stands.</summary>
    private void End(DesktopEnd reason)
    {
        Interlocked.CompareExchange(ref _decided, reason, null);
        _process.Kill();
        _over.Cancel();
    }

    private void Ping()
    {
        if (Interlocked.CompareExchange(ref _pingsUnanswered, 1, 0) != 0)
            return;
        _answerClock.Start(_options.AnswerTimeout, () => End(DesktopEnds.Hung(_target)));
        Send(WorkerMessages.Ping(0));
    }

    private async Task RunAsync(Task commands)
    {
        WorkerReport? report = null;
        try
        {
            var events = new EventReader(_control);
            while (report is null && await events.ReadAsync() is var (number, body))
                report = await HandleAsync(number, body);
        }
        catch (WorkerProtocolException error)
        {
            Log(4, error.Message);
            End(DesktopEnds.BrokeProtocol(_target));
        }
        catch (DesktopException error)
        {
            End(new DesktopEnd(error.Failure, error.Message));
        }
        catch (Exception error)
        {
            // Whatever the sink threw ends this connection and nothing else.
            End(new DesktopEnd(DesktopFailure.None, $"The session was closed: {error.Message}"));
        }

        await FinishAsync(report, commands);
    }

    private async Task FinishAsync(WorkerReport? report, Task commands)
    {
        await _over.CancelAsync();
        await _pings.DisposeAsync();
        _sizes.Dispose();
        _stageClock.Dispose();
        _answerClock.Dispose();
        using (var limit = new CancellationTokenSource(CloseTimeout, _time))
        using (limit.Token.Register(_process.Kill))
        {
            var exit = await _process.Exited;
            _decided ??= report is { } told ? DesktopEnds.From(told, _target, _stage) : DesktopEnds.Died(_target, exit);
        }

        _commands.Close();
        _control.Dispose();
        await commands;
        ((IDisposable)_pixels).Dispose();
        _connected.TrySetException(new DesktopException(_decided.Failure, _decided.Message));
        _ = _connected.Task.Exception;
        _ended.SetResult(_decided);
    }

    /// <returns>The worker's report when this was its last event.</returns>
    private async ValueTask<WorkerReport?> HandleAsync(WorkerEvent number, ReadOnlyMemory<byte> body)
    {
        switch (number)
        {
            case WorkerEvent.Certificate:
                await AskAboutCertificateAsync(WorkerEvents.Certificate(body.Span));
                break;
            case WorkerEvent.Size:
                await TakeSizeAsync(WorkerEvents.Size(body.Span, _options.MaxPixels));
                break;
            case WorkerEvent.Frame:
                await TakeFrameAsync(FrameHeader.Read(body.Span, _width, _height));
                break;
            case WorkerEvent.Pointer:
                var shape = WorkerEvents.Pointer(body.Span);
                await CallSinkAsync(token => _sink.PointerShapeAsync(shape, token));
                break;
            case WorkerEvent.Clipboard:
                if (WorkerEvents.Clipboard(body.Span) is { } text)
                    await CallSinkAsync(token => _sink.ClipboardTextAsync(text, token));
                break;
            case WorkerEvent.Log:
                var (level, line) = WorkerEvents.Log(body.Span);
                Log(level, line);
                break;
            case WorkerEvent.Pong:
                _ = WorkerEvents.Pong(body.Span);
                _answerClock.Stop();
                Volatile.Write(ref _pingsUnanswered, 0);
                break;
            case WorkerEvent.Ended:
                return WorkerEvents.Ended(body.Span);
        }

        return null;
    }

    private async ValueTask AskAboutCertificateAsync(DesktopCertificate certificate)
    {
        using var patience = new CancellationTokenSource(_options.CertificateTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _over.Token);
        var accepted = false;
        try
        {
            await CallSinkAsync(async _ => accepted = await _sink.AcceptCertificateAsync(certificate, either.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !_over.IsCancellationRequested)
        {
            throw DesktopEnds.CertificateUndecided(_target);
        }

        if (!accepted)
            throw DesktopEnds.CertificateRefused(_target);
        Send(WorkerMessages.Accept(true));
        Enter(DesktopStage.SigningIn);
    }

    private async ValueTask TakeSizeAsync((int Width, int Height) size)
    {
        (_width, _height) = size;
        _sizes.Took(size);
        var first = !_connected.Task.IsCompleted;
        if (first)
        {
            Enter(DesktopStage.Starting);
            _stageClock.Start(_options.FirstPictureTimeout, () => End(DesktopEnds.NoPicture(_target, _options)));
            var interval = _options.AnswerTimeout / 2;
            _pings.Change(interval, interval);
        }

        await CallSinkAsync(token => _sink.ResizedAsync(size.Width, size.Height, token));
        if (first)
            _connected.TrySetResult();
    }

    private async ValueTask TakeFrameAsync(FrameHeader header)
    {
        _stageClock.Stop();
        var frame = new DesktopFrame(_width, _height, _width, _pixels.Memory[..(_width * _height)], header.Damage, header.Copies);
        await CallSinkAsync(token => _sink.FrameAsync(frame, token));
        Send(WorkerMessages.Acknowledge(header.Number));
    }

    /// <summary>The clocks stand still: what the sink takes its time for is not the worker's fault.</summary>
    private async ValueTask CallSinkAsync(Func<CancellationToken, ValueTask> call)
    {
        _stageClock.Pause();
        _answerClock.Pause();
        await call(_over.Token);
        _stageClock.Resume();
        _answerClock.Resume();
    }

    private void Enter(DesktopStage stage)
    {
        _stage = stage;
        _progress?.Report(stage);
    }

    private void Log(int level, string line) => _options.Log?.Invoke(level, line);
}
