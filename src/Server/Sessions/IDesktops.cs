using Hindsight.Desktop;
using Hindsight.Server.Desktops;

namespace Hindsight.Server.Sessions;

/// <summary>Opens desktops. The seam where tests put a desktop of their own.</summary>
internal interface IDesktops
{
    /// <summary>Why no desktop can be opened at all, or null.</summary>
    string? Problem { get; }

    /// <summary>Connects and signs in; throws <see cref="DesktopException"/>.</summary>
    Task<IDesktopConnection> ConnectAsync(AdmittedDesktop admitted, IDesktopSink sink, IProgress<DesktopStage> progress, CancellationToken cancellation);
}

/// <summary>Opens desktops in workers, a process for each.</summary>
internal sealed class WorkerDesktops(DesktopAccess access, SessionOptions options, TimeProvider time) : IDesktops
{
    /// <inheritdoc/>
    public string? Problem => access.Problem;

    /// <inheritdoc/>
    public Task<IDesktopConnection> ConnectAsync(AdmittedDesktop admitted, IDesktopSink sink, IProgress<DesktopStage> progress, CancellationToken cancellation)
    {
        var target = admitted.Desktop.Target with { Clipboard = admitted.Clipboard, KeyboardLayout = admitted.KeyboardLayout };
        var worker = access.Worker with { MaxPixels = options.MaxPixels };
        return DesktopConnector.ConnectAsync(target, admitted.Credentials, admitted.Width, admitted.Height, sink, worker, progress, time, cancellation);
    }
}
