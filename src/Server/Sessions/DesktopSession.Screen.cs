using Hindsight.Desktop;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Server.Sessions;

/// <summary>What the desktop shows, on its way to the recording and the viewers.</summary>
internal sealed partial class DesktopSession
{
    /// <inheritdoc/>
    public async ValueTask ResizedAsync(int width, int height, CancellationToken cancellation) =>
        await InTurnAsync((width, height), static (session, size) => session.ResizeAsync(size.width, size.height), cancellation);

    /// <inheritdoc/>
    public async ValueTask FrameAsync(DesktopFrame frame, CancellationToken cancellation) =>
        await InTurnAsync(frame, static (session, frame) => session.ShowAsync(frame), cancellation);

    /// <inheritdoc/>
    public async ValueTask PointerShapeAsync(PointerShape shape, CancellationToken cancellation) =>
        await InTurnAsync(shape, static (session, shape) => session.ChangePointerAsync(shape), cancellation);

    private async ValueTask ShowAsync(DesktopFrame frame)
    {
        if (_screen is null || frame.Width != _screen.Width || frame.Height != _screen.Height)
            await ResizeAsync(frame.Width, frame.Height);
        if (await SegmentEndsAsync(isPicture: true))
            await BeginSegmentAsync();

        _batch.Begin(_clock.Now);
        _screen!.Encode(frame.Pixels.Span, frame.Stride, frame.Damage.Span, frame.Copies.Span, _batch);
        _references?.Offer(frame, _batch.Time);
        await PublishAsync();
    }

    private async ValueTask ChangePointerAsync(PointerShape shape)
    {
        _pointer = shape;
        // Before the first screen it is part of the first keyframe.
        if (_screen is null)
            return;
        await BeginEventAsync();
        AppendPointer();
        await PublishAsync();
    }

    private async ValueTask ResizeAsync(int width, int height)
    {
        if (!ScreenLimits.IsValid(width, height))
            throw new DesktopException(DesktopFailure.ProtocolError, $"The desktop asked for a screen of {width} × {height} pixels, which can't be shown. Choose a smaller resolution there.");

        var first = !Started;
        _batch.Begin(_clock.Now);
        _screen ??= new ScreenEncoder(width, height);
        _screen.Resize(width, height, _batch);
        if (_recorder is { } recorder)
        {
            WriteKeyframe();
            await RecordKeyframeAsync(recorder, width, height);
        }

        if (first)
            await BeginAsync(width, height);
        SendToViewers();
    }

    /// <summary>The desktop has shown itself: the audit log and the viewers learn it before anything else.</summary>
    private async ValueTask BeginAsync(int width, int height)
    {
        await _audit.StartedAsync();
        Started = true;
        foreach (var viewer in _viewers)
            viewer.Post(StartedMessage.Of(Admitted, width, height));
        AppendPointer();
    }

    /// <summary>A place to seek to: the recording gets a keyframe, viewers in step the RESTART that means the same to them.</summary>
    private async ValueTask BeginSegmentAsync()
    {
        _batch.Begin(_clock.Now);
        _screen!.Restart(_batch);
        WriteKeyframe();
        await RecordKeyframeAsync(_recorder!, _screen.Width, _screen.Height);
        SendToViewers();
    }

    private void AppendPointer()
    {
        _body.ResetWrittenCount();
        PointerShapeBody.Write(_pointer, _body);
        _batch.Append(RecordKind.PointerShape, _body.WrittenSpan);
    }
}
