using Hindsight.Recording.Screen;

namespace Hindsight.Desktop;

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
