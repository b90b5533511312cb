using Hindsight.Recording.Screen;

namespace Hindsight.Desktop;

/// <summary>What the RDP host is asked to send. Lossless costs the least to record and is exact.</summary>
public enum DesktopGraphics
{
    /// <summary>32 bpp bitmaps with orders and cache.</summary>
    Lossless,

    /// <summary>The graphics pipeline with RemoteFX.</summary>
    Balanced,

    /// <summary>The graphics pipeline with H.264 where the build has it.</summary>
    ThinLink,
}

/// <summary>Where connecting has got to; each stage has a deadline of its own.</summary>
public enum DesktopStage
{
    /// <summary>Looking the name up.</summary>
    Resolving,

    /// <summary>TCP.</summary>
    Connecting,

    /// <summary>TLS and the certificate.</summary>
    Securing,

    /// <summary>NLA and the login.</summary>
    SigningIn,

    /// <summary>Waiting for the first picture.</summary>
    Starting,
}

/// <summary>Why a connection to a desktop failed or ended.</summary>
public enum DesktopFailure
{
    /// <summary>We closed it.</summary>
    None,

    /// <summary>The desktop ended the session: logged off, shut down, disconnected by an administrator.</summary>
    ClosedByDesktop,

    /// <summary>The name has no address.</summary>
    DnsFailed,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>A stage's deadline passed.</summary>
    TimedOut,

    /// <summary>TLS could not be agreed on.</summary>
    TlsFailed,

    /// <summary>The certificate is not the pinned one.</summary>
    CertificateChanged,

    /// <summary>The person did not accept the certificate.</summary>
    CertificateRefused,

    /// <summary>The host did not accept the login.</summary>
    BadCredentials,

    /// <summary>What answers does not speak RDP, or broke its rules.</summary>
    ProtocolError,

    /// <summary>The worker died of a signal or broke our own protocol.</summary>
    WorkerCrashed,

    /// <summary>The worker stopped answering and was killed.</summary>
    WorkerHung,

    /// <summary>The worker program is missing.</summary>
    NotBuilt,
}

/// <summary>A desktop to connect to.</summary>
/// <param name="Name">The desktop's name, for messages.</param>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Graphics">What the host is asked to send.</param>
public sealed record DesktopTarget(string Name, string Host, int Port, DesktopGraphics Graphics);

/// <summary>The login on the target. Never printed, stored or sent anywhere but to the worker.</summary>
public sealed record DesktopCredentials(string User, string Domain, string Password)
{
    /// <summary>The user's name only.</summary>
    public override string ToString() => $"login {User}";
}

/// <summary>The host's certificate as it was presented.</summary>
public sealed record DesktopCertificate(string Sha256, string Subject, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, ReadOnlyMemory<byte> Der);

/// <summary>
/// A stable picture of the desktop. <see cref="Pixels"/> (0xFFRRGGBB, <see cref="Stride"/> pixels a row) is memory that
/// the worker may change again as soon as the sink's call has completed, and that a hostile worker may change at any
/// time: copy before use. <see cref="Damage"/> lies inside the screen; <see cref="Copies"/> are hints.
/// </summary>
public sealed record DesktopFrame(int Width, int Height, int Stride, ReadOnlyMemory<uint> Pixels, ReadOnlyMemory<Rect> Damage, ReadOnlyMemory<ScreenCopy> Copies);

/// <summary>
/// What a desktop connection tells its owner, one call at a time and in order. While a call runs the worker gathers
/// damage instead of sending frames, so a slow sink lowers the frame rate and nothing queues.
/// </summary>
public interface IDesktopSink
{
    /// <summary>Whether to go on with this certificate. Throw <see cref="DesktopException"/> to say why not.</summary>
    ValueTask<bool> AcceptCertificateAsync(DesktopCertificate certificate, CancellationToken cancellation);

    /// <summary>The screen has this size from now on and is black until frames come.</summary>
    ValueTask ResizedAsync(int width, int height, CancellationToken cancellation);

    /// <summary>Something was drawn.</summary>
    ValueTask FrameAsync(DesktopFrame frame, CancellationToken cancellation);

    /// <summary>The pointer looks different.</summary>
    ValueTask PointerShapeAsync(PointerShape shape, CancellationToken cancellation);

    /// <summary>Text was copied on the desktop.</summary>
    ValueTask ClipboardTextAsync(string text, CancellationToken cancellation);
}

/// <summary>Why a desktop could not be reached or was lost, with a sentence that says what to do.</summary>
public sealed class DesktopException : Exception
{
    /// <summary>Creates the error.</summary>
    public DesktopException(DesktopFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>The cause, for programs.</summary>
    public DesktopFailure Failure { get; }
}

/// <summary>How a connection ended.</summary>
/// <param name="Failure">The cause; <see cref="DesktopFailure.None"/> when we closed it.</param>
/// <param name="Message">A sentence for the user that says what to do.</param>
public sealed record DesktopEnd(DesktopFailure Failure, string Message);

/// <summary>Where the worker program is and how long its stages may take.</summary>
public sealed record DesktopWorkerOptions
{
    /// <summary>Path of the worker program; null when it is not built.</summary>
    public string? Program { get; init; }

    /// <summary>An empty directory the worker is shut into; created when missing.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Time for the name lookup and TCP together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time from TCP to the end of sign-in, without the time a person looks at a certificate.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a person may look at a certificate.</summary>
    public TimeSpan CertificateTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the worker may stay silent while it owes an answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest screen, in pixels; larger requests are clamped.</summary>
    public int MaxPixels { get; init; } = 3840 * 2400;
}

/// <summary>A desktop that is connected. Input calls never block and are ignored once it has ended.</summary>
public interface IDesktopConnection : IAsyncDisposable
{
    /// <summary>Completes, without throwing, when the connection is over and its worker is reaped.</summary>
    Task<DesktopEnd> Ended { get; }

    /// <summary>The worker's process id.</summary>
    int ProcessId { get; }

    /// <summary>Moves the pointer.</summary>
    void MovePointer(int x, int y);

    /// <summary>Presses or releases a button: 0 left, 1 middle, 2 right, 3 back, 4 forward.</summary>
    void Button(int button, bool down, int x, int y);

    /// <summary>Turns a wheel: 120 a notch, positive is up or right.</summary>
    void Wheel(bool horizontal, int delta, int x, int y);

    /// <summary>Presses or releases a key by its set 1 scan code (0 to 0x7F).</summary>
    void Key(int scanCode, bool extended, bool down);

    /// <summary>Types a character that no key has.</summary>
    void Character(int codePoint);

    /// <summary>Tells the desktop which locks are on.</summary>
    void SynchronizeLocks(bool scroll, bool num, bool caps);

    /// <summary>Asks for another screen size; clamped to what is allowed (even width, at least 200 × 200).</summary>
    void Resize(int width, int height);

    /// <summary>Offers text to the desktop's clipboard.</summary>
    void SetClipboardText(string text);
}
