using System.Collections.Concurrent;
using Hindsight.Desktop;
using Hindsight.Recording.Screen;
using Hindsight.Server.Sessions;

namespace Hindsight.Unit.Server.Sessions;

/// <summary>Desktops without RDP: each connection is a script's to draw on, to break and to read input from.</summary>
internal sealed class FakeDesktops : IDesktops
{
    public string? Problem { get; set; }

    /// <summary>What a connection attempt throws, if anything.</summary>
    public DesktopException? Failure { get; set; }

    /// <summary>The certificate that is shown, if any.</summary>
    public DesktopCertificate? Certificate { get; set; }

    /// <summary>Whether connecting hangs until it is given up.</summary>
    public bool Hangs { get; set; }

    public ConcurrentQueue<FakeDesktop> Opened { get; } = new();

    public void Reset()
    {
        (Problem, Failure, Certificate, Hangs) = (null, null, null, false);
        Opened.Clear();
    }

    public async Task<IDesktopConnection> ConnectAsync(AdmittedDesktop admitted, IDesktopSink sink, IProgress<DesktopStage> progress, CancellationToken cancellation)
    {
        progress.Report(DesktopStage.Resolving);
        progress.Report(DesktopStage.Connecting);
        if (Hangs)
            await Task.Delay(Timeout.Infinite, cancellation);
        if (Failure is not null)
            throw Failure;
        progress.Report(DesktopStage.Securing);
        if (Certificate is not null && !await sink.AcceptCertificateAsync(Certificate, cancellation))
            throw new DesktopException(DesktopFailure.CertificateRefused, "The certificate was not accepted.");
        progress.Report(DesktopStage.SigningIn);
        progress.Report(DesktopStage.Starting);
        var desktop = new FakeDesktop(admitted, sink);
        await desktop.ResizeScreenAsync(admitted.Width, admitted.Height);
        Opened.Enqueue(desktop);
        return desktop;
    }
}

/// <summary>A desktop that a test draws on.</summary>
internal sealed class FakeDesktop(AdmittedDesktop admitted, IDesktopSink sink) : IDesktopConnection
{
    private readonly TaskCompletionSource<DesktopEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AdmittedDesktop Admitted => admitted;

    public Unit.Recording.Screen.Canvas Screen { get; private set; } = new(1, 1, 1);

    public ConcurrentQueue<string> Input { get; } = new();

    public Task<DesktopEnd> Ended => _ended.Task;

    public int ProcessId => 0;

    public bool Disposed { get; private set; }

    public async Task ResizeScreenAsync(int width, int height)
    {
        Screen = new(width, height, 1);
        await sink.ResizedAsync(width, height, CancellationToken.None);
    }

    public ValueTask ShowAsync() =>
        sink.FrameAsync(new DesktopFrame(Screen.Width, Screen.Height, Screen.Width, Screen.Pixels, Screen.TakeDamage(), default), CancellationToken.None);

    public ValueTask PointerAsync(PointerShape shape) => sink.PointerShapeAsync(shape, CancellationToken.None);

    public ValueTask CopyAsync(string text) => sink.ClipboardTextAsync(text, CancellationToken.None);

    public void Break(DesktopFailure failure, string message) => _ended.TrySetResult(new DesktopEnd(failure, message));

    public void MovePointer(int x, int y) => Input.Enqueue($"move {x} {y}");

    public void Button(int button, bool down, int x, int y) => Input.Enqueue($"button {button} {down} {x} {y}");

    public void Wheel(bool horizontal, int delta, int x, int y) => Input.Enqueue($"wheel {horizontal} {delta} {x} {y}");

    public void Key(int scanCode, bool extended, bool down) => Input.Enqueue($"key {scanCode} {extended} {down}");

    public void Character(int codePoint) => Input.Enqueue($"character {codePoint}");

    public void SynchronizeLocks(bool scroll, bool num, bool caps) => Input.Enqueue($"locks {scroll} {num} {caps}");

    public void Resize(int width, int height) => Input.Enqueue($"resize {width} {height}");

    public void SetClipboardText(string text) => Input.Enqueue($"clipboard {text}");

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        _ended.TrySetResult(new DesktopEnd(DesktopFailure.None, "closed"));
        return ValueTask.CompletedTask;
    }
}
