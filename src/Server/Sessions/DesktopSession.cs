using System.Buffers;
using Hindsight.Desktop;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Server.Recorder;

namespace Hindsight.Server.Sessions;

/// <summary>
/// One live session: what the desktop draws is encoded once, accepted by the recorder, and only then sent to the viewers,
/// a moment at a time. Whoever holds <see cref="_gate"/> may touch the screen and the batch; nothing inside is cancelled,
/// for once the encoder has moved on, its records must be accepted.
/// </summary>
internal sealed partial class DesktopSession : IDesktopSink, IAsyncDisposable
{
    private readonly SessionClock _clock;
    private SessionRecorder? _recorder;
    private readonly SessionAudit _audit;
    private readonly CertificateConsent _consent;
    private readonly ReferenceFrames? _references;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _body = new(64 * 1024);
    private readonly List<Viewer> _viewers = [];
    private readonly TaskCompletionSource<SessionEnd> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private ScreenEncoder? _screen;
    private PointerShape _pointer = PointerShape.Default;
    private (int X, int Y) _pointerAt;
    private bool _closed;

    /// <summary>Creates the session of an admitted one; its recorder is null when it is not recorded.</summary>
    public DesktopSession(AdmittedDesktop admitted, SessionRecorder? recorder, SessionAudit audit, CertificateConsent consent, ReferenceFrames? references, ILogger logger)
    {
        Admitted = admitted;
        (_clock, _recorder, _audit, _consent, _references, _logger) = (admitted.Clock, recorder, audit, consent, references, logger);
        recorder?.Failed.ContinueWith(
            failed => RecordingFailed(failed.GetAwaiter().GetResult()),
            CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    /// <summary>What was admitted.</summary>
    public AdmittedDesktop Admitted { get; }

    /// <summary>Completes when somebody asked for the end; only the first cause counts.</summary>
    public Task<SessionEnd> Ending => _ending.Task;

    /// <summary>Cancelled when the end was asked for.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Whether the desktop has shown itself, and so the session has begun.</summary>
    public bool Started { get; private set; }

    /// <summary>Viewers that are attached.</summary>
    public int ViewerCount => _viewers.Count;

    /// <summary>Asks for the end. Returns at once; whoever runs the session does the rest.</summary>
    public void RequestEnd(SessionEnd end)
    {
        if (!_ending.TrySetResult(end))
            return;
        LogEnding(Admitted.Session.Sid.ToString(), end.Code, end.Message);
        // Not on the caller's stack: it may be a callback of the very thing that is cancelled.
        _ = _over.CancelAsync();
    }

    /// <summary>Attaches a viewer. Before the first screen it is in step from the start; later it gets a keyframe.</summary>
    public async Task AttachAsync(Viewer viewer, CancellationToken cancellation) =>
        await InTurnAsync(viewer, static (session, viewer) => session.AddAsync(viewer), cancellation);

    /// <summary>Detaches a viewer: it gets nothing any more.</summary>
    public async Task DetachAsync(Viewer viewer)
    {
        await _gate.WaitAsync(CancellationToken.None);
        _viewers.Remove(viewer);
        _gate.Release();
    }

    /// <summary>Takes a viewer's acknowledgement; false if it never was sent such a message.</summary>
    public async ValueTask<bool> AcknowledgeAsync(Viewer viewer, uint number, CancellationToken cancellation)
    {
        if (!viewer.Acknowledge(number))
            return false;
        if (viewer.AwaitsKeyframe)
            await InTurnAsync(viewer, static (session, viewer) => session.CatchUpAsync(viewer), cancellation);
        return true;
    }

    /// <summary>Takes nothing more from the desktop or a viewer: when this has returned, no record follows.</summary>
    public async Task CloseAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        _closed = true;
        _gate.Release();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _screen?.Dispose();
        _over.Dispose();
    }

    /// <summary>
    /// Does what only the holder of the gate may do. False when it was not done, or not to its end, because the session is over.
    /// Steps are static and take what they need as their argument: nothing is allocated for a picture.
    /// </summary>
    private async ValueTask<bool> InTurnAsync<T>(T argument, Func<DesktopSession, T, ValueTask> step, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_closed || _ending.Task.IsCompleted)
                return false;
            await step(this, argument);
            return true;
        }
        catch (Exception error) when (EndsSession(error))
        {
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whatever goes wrong ends this session and no other; a filter, so that a cancellation goes on its way.</summary>
    private bool EndsSession(Exception error)
    {
        switch (error)
        {
            case OperationCanceledException:
                return false;
            case RecordingFailedException failed:
                RecordingFailed(failed.Fault);
                return true;
            case DesktopException refused:
                RequestEnd(SessionEnd.Of(refused.Failure, refused.Message));
                return true;
            default:
                LogDefect(error, Admitted.Session.Sid.ToString());
                RequestEnd(SessionEnd.InternalError);
                return true;
        }
    }

    private ValueTask AddAsync(Viewer viewer)
    {
        _viewers.Add(viewer);
        if (_screen is null)
            return default;
        viewer.Post(StartedMessage.Of(Admitted, _screen.Width, _screen.Height));
        viewer.JoinLate();
        return CatchUpAsync(viewer);
    }

    /// <summary>Brings a viewer that missed something back into step. All others restart with it, so that they stay the same.</summary>
    private async ValueTask CatchUpAsync(Viewer viewer)
    {
        if (_screen is null || !viewer.AwaitsKeyframe)
            return;
        await BeginEventAsync();
        _screen.Restart(_batch);
        await PublishAsync();
        WriteKeyframe();
        viewer.SendKeyframe(_batch.Time, _body.WrittenSpan);
    }

    /// <summary>Hands the batch to the recorder and, once it is accepted, to the viewers that are in step.</summary>
    private async ValueTask PublishAsync(bool toOwner = true)
    {
        if (_batch.Count == 0)
            return;
        await RecordAsync();
        SendToViewers(toOwner);
    }

    private void SendToViewers(bool toOwner = true)
    {
        foreach (var viewer in _viewers)
        {
            if (toOwner || !viewer.OwnsInput)
                viewer.Offer(_batch.Time, _batch.Bytes.Span);
        }
    }

    private void WriteKeyframe()
    {
        _body.ResetWrittenCount();
        _screen!.WriteKeyframeBody(_pointerAt.X, _pointerAt.Y, _pointer, _body);
    }

    [LoggerMessage(6001, LogLevel.Information, "Session {Sid} ends: {Code}, {Message}")]
    private partial void LogEnding(string sid, string code, string message);

    [LoggerMessage(6002, LogLevel.Error, "Session {Sid} met a defect")]
    private partial void LogDefect(Exception error, string sid);
}
