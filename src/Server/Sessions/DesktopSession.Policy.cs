using Hindsight.Recording.Records;
using Hindsight.Server.Access;
using Hindsight.Server.Recorder;
using Hindsight.Server.Resources;

namespace Hindsight.Server.Sessions;

/// <summary>What policy has to say about a running session, and how its recording fails.</summary>
internal sealed partial class DesktopSession
{
    private long _lastInput;
    private volatile string? _clipboardOff;

    /// <summary>When the person last did something, in milliseconds of the session's clock; its start counts.</summary>
    public long LastInput => Volatile.Read(ref _lastInput);

    /// <summary>Whether text may be copied now.</summary>
    private bool ClipboardOn => Admitted.Clipboard && _clipboardOff is null;

    /// <summary>The person did something.</summary>
    public void NoteInput() => Volatile.Write(ref _lastInput, _clock.Now);

    /// <summary>Roles have changed: turns the clipboard off, or on again if it was on at the start.</summary>
    public void LimitClipboard(AccessDecision decision) => _clipboardOff = decision.Allowed ? null : decision.Rule;

    /// <summary>Hands the batch to the recorder, if there is one.</summary>
    private async ValueTask RecordAsync()
    {
        if (_recorder is not { } recorder)
            return;
        try
        {
            await recorder.AcceptAsync(_batch);
        }
        catch (RecordingFailedException failed) when (GoesOnWithoutRecording)
        {
            await LoseRecordingAsync(failed.Fault);
        }
    }

    /// <summary>Hands a keyframe, which is in the body, to the recorder.</summary>
    private async ValueTask RecordKeyframeAsync(SessionRecorder recorder, int width, int height)
    {
        try
        {
            await recorder.AcceptKeyframeAsync(_batch.Time, _body.WrittenMemory, width, height);
        }
        catch (RecordingFailedException failed) when (GoesOnWithoutRecording)
        {
            await LoseRecordingAsync(failed.Fault);
        }
    }

    /// <summary>Begins a batch of something that is no picture; a segment that is full ends before it.</summary>
    private async ValueTask BeginEventAsync()
    {
        if (_screen is not null && await SegmentEndsAsync(isPicture: false))
            await BeginSegmentAsync();
        _batch.Begin(_clock.Now);
    }

    private async ValueTask<bool> SegmentEndsAsync(bool isPicture)
    {
        if (_recorder is not { } recorder)
            return false;
        try
        {
            return await (isPicture ? recorder.SegmentDueAsync(_clock.Now) : recorder.SegmentFullAsync());
        }
        catch (RecordingFailedException failed) when (GoesOnWithoutRecording)
        {
            await LoseRecordingAsync(failed.Fault);
            return false;
        }
    }

    private bool GoesOnWithoutRecording => Admitted.Strictness.Value == Strictness.BestEffort;

    /// <summary>The recording has failed, as the recorder itself found out: strict sessions end.</summary>
    private void RecordingFailed(RecordingFault fault)
    {
        if (GoesOnWithoutRecording)
            _ = GoOnWithoutRecordingAsync(fault);
        else
            RequestEnd(SessionEnd.RecordingFailed(fault));
    }

    private async Task GoOnWithoutRecordingAsync(RecordingFault fault) =>
        await InTurnAsync(fault, static (session, fault) => session._recorder is null ? default : session.LoseRecordingAsync(fault), CancellationToken.None);

    /// <summary>From here on nothing is recorded: the audit log and the person learn it. The gate is held.</summary>
    private async ValueTask LoseRecordingAsync(RecordingFault fault)
    {
        _recorder = null;
        await _audit.RecordingLostAsync(fault.Message, Admitted.Strictness.Rule);
        foreach (var viewer in _viewers)
            viewer.Post(NoticeMessage.Of(NoticeLevel.Warning, $"This session is no longer recorded: {fault.Message} It goes on, because {Admitted.Strictness.Rule}."));
    }
}
