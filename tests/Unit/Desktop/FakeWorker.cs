using System.Net;
using System.Net.Sockets;
using Hindsight.Desktop;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Desktop;

/// <summary>
/// A shell script in the worker's place: it says what a test wants it to say on descriptor 3, and a port nobody talks
/// on stands for the host.
/// </summary>
internal sealed class FakeWorker : IDisposable, IDesktopSink
{
    /// <summary>EVENT_SIZE of 4 × 2 pixels.</summary>
    internal const string Connected = @"printf '\004\000\000\000\002\004\000\002\000' >&3";

    /// <summary>EVENT_FRAME number 1: one rectangle, the whole screen.</summary>
    internal const string Frame = @"printf '\024\000\000\000\003\001\000\000\000\004\000\002\000\000\000\001\000\000\000\000\000\004\000\002\000' >&3";

    /// <summary>EVENT_FRAME with a rectangle that is one pixel too wide.</summary>
    internal const string FrameOutside = @"printf '\024\000\000\000\003\001\000\000\000\004\000\002\000\000\000\001\000\000\000\000\000\005\000\002\000' >&3";

    /// <summary>Reads commands for ever, and answers none.</summary>
    internal const string Listen = "exec cat <&3 >/dev/null";

    private readonly TcpListener _host = new(IPAddress.Loopback, 0);
    private readonly string _directory = Directory.CreateTempSubdirectory("hindsight-worker-").FullName;

    internal FakeWorker(params string[] script)
    {
        _host.Start();
        var program = Path.Combine(_directory, "worker");
        File.WriteAllText(program, "#!/bin/sh\n" + string.Join('\n', script) + "\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Options = new DesktopWorkerOptions { Program = program, RootDirectory = Path.Combine(_directory, "root") };
        Target = new DesktopTarget("fake", "127.0.0.1", ((IPEndPoint)_host.LocalEndpoint).Port, DesktopGraphics.Lossless);
    }

    internal DesktopWorkerOptions Options { get; set; }

    internal DesktopTarget Target { get; }

    internal string PathOf(string name) => Path.Combine(_directory, name);

    /// <summary>What the sink does with a frame; unless told otherwise, nothing.</summary>
    internal Func<DesktopFrame, CancellationToken, ValueTask> OnFrame { get; set; } = (_, _) => default;

    internal Task<IDesktopConnection> ConnectAsync() => ConnectUntilAsync(TestContext.Current.CancellationToken);

    internal Task<IDesktopConnection> ConnectUntilAsync(CancellationToken cancellation) => DesktopConnector.ConnectAsync(
        Target, new DesktopCredentials("anna", "", "s3cret-word"), 800, 600, this, Options, cancellation: cancellation);

    public ValueTask<bool> AcceptCertificateAsync(DesktopCertificate certificate, CancellationToken cancellation) => new(true);

    public ValueTask ResizedAsync(int width, int height, CancellationToken cancellation) => default;

    public ValueTask FrameAsync(DesktopFrame frame, CancellationToken cancellation) => OnFrame(frame, cancellation);

    public ValueTask PointerShapeAsync(PointerShape shape, CancellationToken cancellation) => default;

    public ValueTask ClipboardTextAsync(string text, CancellationToken cancellation) => default;

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
