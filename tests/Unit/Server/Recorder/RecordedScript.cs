using System.Buffers;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Hindsight.Server.Library;
using Hindsight.Server.Recorder;
using Hindsight.Unit.Recording.Screen;

namespace Hindsight.Unit.Server.Recorder;

/// <summary>A session that draws into a recorder and remembers every picture.</summary>
internal sealed class RecordedScript(RecorderRig rig, AdmittedSession session, SessionRecorder recorder, int width, int height, ulong seed) : IDisposable
{
    private readonly ScreenEncoder _encoder = new(width, height);
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _body = new();
    private Canvas _canvas = new(width, height, seed);

    public AdmittedSession Session => session;

    public SessionRecorder Recorder => recorder;

    /// <summary>Every picture with the time from which it was there.</summary>
    public List<(long Time, int Width, int Height, uint[] Pixels)> Pictures { get; } = [];

    public long Now { get; private set; }

    public async Task ResizeAsync(int w, int h)
    {
        _canvas = new Canvas(w, h, _canvas.Next());
        _batch.Begin(Now);
        _encoder.Resize(w, h, _batch);
        await KeyframeAsync();
    }

    /// <summary>Draws something and has it recorded.</summary>
    public async Task DrawAsync(int milliseconds = 40)
    {
        Pass(milliseconds);
        if (await recorder.SegmentDueAsync(Now))
        {
            _batch.Begin(Now);
            _encoder.Restart(_batch);
            await KeyframeAsync();
        }

        switch (_canvas.Next(4))
        {
            case 0:
                _canvas.Page(_canvas.NextRect(200, 120));
                break;
            case 1:
                _canvas.Photo(_canvas.NextRect(120, 90), 9);
                break;
            case 2:
                _canvas.Fill(_canvas.NextRect(300, 40), (uint)_canvas.Next());
                break;
            default:
                _canvas.Text(_canvas.Next(100), _canvas.Next(100), 20);
                break;
        }

        _batch.Begin(Now);
        _encoder.Encode(_canvas.Pixels, _canvas.Width, _canvas.TakeDamage(), [], _batch);
        if (_batch.Count == 0)
            return;
        await recorder.AcceptAsync(_batch);
        Remember();
    }

    /// <summary>Pixels that nothing compresses, so that chunks fill at once.</summary>
    public async Task DrawNoiseAsync()
    {
        Pass(40);
        _canvas.Noise(_canvas.Whole);
        _batch.Begin(Now);
        _encoder.Encode(_canvas.Pixels, _canvas.Width, _canvas.TakeDamage(), [], _batch);
        await recorder.AcceptAsync(_batch);
        Remember();
    }

    /// <summary>Records a notice.</summary>
    public async Task NoticeAsync(string text)
    {
        _batch.Begin(Now);
        _batch.AppendNotice(NoticeLevel.Information, text);
        await recorder.AcceptAsync(_batch);
    }

    /// <summary>Time passes, for the clock and for the session.</summary>
    public void Pass(int milliseconds)
    {
        Now += milliseconds;
        rig.Test.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    public Task EndAsync(SealCause cause = SealCause.ClosedByUser, string reason = "You closed the session.") =>
        rig.Recorders.EndAsync(session, recorder, cause, reason, Now, CancellationToken.None);

    public void Dispose() => _encoder.Dispose();

    private async Task KeyframeAsync()
    {
        _body.ResetWrittenCount();
        _encoder.WriteKeyframeBody(0, 0, PointerShape.Default, _body);
        await recorder.AcceptKeyframeAsync(Now, _body.WrittenMemory, _encoder.Width, _encoder.Height);
        Remember();
    }

    private void Remember() => Pictures.Add((Now, _canvas.Width, _canvas.Height, [.. _encoder.Picture]));
}
