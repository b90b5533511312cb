using Hindsight.Recording.Records;

namespace Hindsight.Recording.Chunks;

/// <summary>
/// When the next segment begins, so that a seek costs bounded work whatever the session does (docs/FORMAT.md, "Segments").
/// Counts what a reader has to read and decode after the last keyframe.
/// </summary>
internal sealed class SegmentPolicy
{
    /// <summary>Milliseconds after which a segment with changes ends, if they outweigh the next keyframe.</summary>
    public const int MaxAge = 30_000;

    /// <summary>Milliseconds after which a segment with any change ends.</summary>
    public const int MaxSparseAge = 3_600_000;

    /// <summary>Work of a whole segment, its keyframe included, in pixels: 200 ms at 4 ms a megapixel.</summary>
    public const long MaxWork = 48_000_000;

    /// <summary>Bytes after the keyframe, unless four times the keyframe is more.</summary>
    public const long MaxBytes = 8 << 20;

    private long _time;
    private long _screen;
    private long _keyframeBytes;
    private long _bytes;
    private long _work;
    private bool _changed;

    /// <summary>Whether there was a keyframe.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The work after the keyframe that makes the next one due: the screen's own at least, so that no screen is ever only keyframes.</summary>
    private long WorkLimit => Math.Max(_screen, MaxWork - _screen);

    private long BytesLimit => Math.Max(MaxBytes, 4 * _keyframeBytes);

    /// <summary>A segment begins.</summary>
    public void Begin(long time, int keyframeBytes, int width, int height)
    {
        (_time, _screen, _keyframeBytes) = (time, (long)width * height, keyframeBytes);
        (_bytes, _work, _changed, IsOpen) = (0, 0, false, true);
    }

    /// <summary>A record was appended to the segment.</summary>
    public void Add(in Record record)
    {
        _bytes += record.Body.Length;
        _work += RecordWork.Of(record.Kind, record.Body) + (record.Kind == RecordKind.Restart ? RecordWork.OfRestart(_screen) : 0);
        _changed |= record.Kind is RecordKind.Pixels or RecordKind.Copy or RecordKind.TileDraw or RecordKind.TerminalOutput;
    }

    /// <summary>Whether the writer should be given a keyframe before the next picture.</summary>
    public bool IsDue(long now) =>
        IsFull || (IsOpen && (
            (_changed && now - _time >= MaxSparseAge)
            || (_changed && now - _time >= MaxAge && 2 * _bytes >= _keyframeBytes)));

    /// <summary>Whether the bounds are reached: then a keyframe goes before whatever comes next, be it a pointer's move.</summary>
    public bool IsFull => IsOpen && (_work >= WorkLimit || _bytes >= BytesLimit);

    /// <summary>Whether nothing may follow without a keyframe: the bounds with room for a caller that splits an update into several batches.</summary>
    public bool IsOverfull => IsOpen && (_work >= WorkLimit + _screen + MaxWork / 8 || _bytes >= 2 * BytesLimit);
}
