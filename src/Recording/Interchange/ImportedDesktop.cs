using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Interchange;

/// <summary>A desktop's recording that is written from another format's pictures. Its owner disposes it.</summary>
internal sealed class ImportedDesktop : IDisposable
{
    private readonly ImportTarget _target;
    private readonly RecordingWriter _writer;
    private readonly ScreenEncoder _encoder;
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _keyframe = new();
    private readonly List<Rect> _damage = [];
    private readonly long _startUnixMicroseconds;
    private uint[] _pixels;
    private (int X, int Y) _pointer;
    private long _time;

    /// <summary>Begins with a black screen at time 0.</summary>
    public ImportedDesktop(ImportTarget target, long startUnixMicroseconds, int width, int height)
    {
        (_target, _startUnixMicroseconds) = (target, startUnixMicroseconds);
        _writer = new RecordingWriter(new RecordingHeader(target.SessionId, startUnixMicroseconds), target.Encryption);
        target.Output.Write(_writer.Header.Span);
        _encoder = new ScreenEncoder(width, height);
        _pixels = new uint[width * height];
        Resize(0, width, height);
    }

    public int Width => _encoder.Width;

    public int Height => _encoder.Height;

    /// <summary>Gives the screen another size; what was on it stays where it has room.</summary>
    public void Resize(long time, int width, int height)
    {
        Flush(time);
        var (before, beforeWidth, beforeHeight) = (_pixels, Width, Height);
        _pixels = new uint[width * height];
        Array.Fill(_pixels, 0xFF000000);
        _batch.Begin(_time);
        _encoder.Resize(width, height, _batch);
        AppendKeyframe();
        if ((width, height) == (beforeWidth, beforeHeight))
            return;
        Draw(time, new Rect(0, 0, Math.Min(width, beforeWidth), Math.Min(height, beforeHeight)), before, beforeWidth);
    }

    /// <summary>Draws a picture; what lies outside the screen is cut off.</summary>
    public void Draw(long time, Rect place, ReadOnlySpan<uint> pixels, int stride)
    {
        if (time > _time)
            Flush(time);
        if (!place.TryClip(Width, Height, out var inside))
            return;
        for (var y = inside.Y; y < inside.Bottom; y++)
            pixels.Slice(((y - place.Y) * stride) + (inside.X - place.X), inside.Width).CopyTo(_pixels.AsSpan((y * Width) + inside.X));
        _damage.Add(inside);
        if (_damage.Count >= 512)
            Flush(time);
    }

    /// <summary>The pointer moved, or with <paramref name="button"/> a button did.</summary>
    public void Pointer(long time, int x, int y, byte? button = null, bool down = false) => Append(time, batch =>
    {
        _pointer = (x, y);
        if (button is { } which)
            batch.AppendButton(which, down, x, y);
        else
            batch.AppendPointerMove(x, y);
    });

    /// <summary>The pointer's last place.</summary>
    public (int X, int Y) PointerPlace => _pointer;

    /// <summary>Appends records that are not about the picture.</summary>
    public void Append(long time, Action<RecordBatch> append)
    {
        Flush(time);
        _batch.Begin(_time);
        append(_batch);
        _writer.Append(_batch);
    }

    /// <summary>Writes what is due. Call it after each event.</summary>
    public async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        var wrote = false;
        while (_writer.ChunkDue(_time) && _writer.TrySealChunk(_target.Output, out _))
            wrote = true;
        if (wrote && _target.Flush is { } flush)
            await flush(cancellationToken).ConfigureAwait(false);
    }

    public ImportResult Finish(bool isWhole, long time, long events, ImportNotes notes)
    {
        Flush(time);
        var end = Math.Max(time, _time);
        var closed = _writer.Finish(
            isWhole ? SealCause.ClosedByUser : SealCause.Cut, _target.Reason(isWhole), end,
            _startUnixMicroseconds + (end * 1000), _target.Signer, _target.Output);
        return new ImportResult(RecordingKind.Desktop, events, notes.Sentences, closed);
    }

    public void Dispose() => _encoder.Dispose();

    /// <summary>Encodes what was drawn at the present time, and goes on to <paramref name="time"/>.</summary>
    private void Flush(long time)
    {
        if (_damage.Count > 0)
        {
            if (_writer.SegmentDue(_time))
            {
                _batch.Begin(_time);
                _encoder.Restart(_batch);
                AppendKeyframe();
            }

            _batch.Begin(_time);
            _encoder.Encode(_pixels, Width, [.. _damage], [], _batch);
            _writer.Append(_batch);
            _damage.Clear();
        }

        _time = Math.Max(time, _time);
    }

    private void AppendKeyframe()
    {
        _keyframe.ResetWrittenCount();
        _encoder.WriteKeyframeBody(Math.Min(_pointer.X, Width - 1), Math.Min(_pointer.Y, Height - 1), PointerShape.Default, _keyframe);
        _writer.AppendKeyframe(_time, _keyframe.WrittenSpan, Width, Height);
    }
}
