using Hindsight.Recording.Records;

namespace Hindsight.Recording.Index;

/// <summary>
/// Gathers an index chunk by chunk. The writer and the scan both feed it in the order of the file, so both get the same.
/// Bounded: a recording of any length keeps a bounded index. Not thread-safe.
/// </summary>
public sealed class IndexBuilder
{
    private readonly List<SegmentRow> _segments = [];
    private readonly List<long> _activity = [];
    private readonly List<IndexMark> _marks = [];
    private long _bucket = 1000;
    private long _omittedMarks;
    private (int Width, int Height) _size;

    /// <summary>Adds a chunk that begins with a keyframe; a size that changed becomes a mark.</summary>
    public void AddSegment(SegmentRow row)
    {
        if (_segments.Count == RecordingIndex.MaxSegments)
        {
            for (var i = 1; 2 * i < _segments.Count; i++)
                _segments[i] = _segments[2 * i];
            _segments.RemoveRange(_segments.Count / 2, _segments.Count - (_segments.Count / 2));
        }

        _segments.Add(row);
        if (_size != default && _size != (row.Width, row.Height))
            AddMark(IndexMark.OfResize(row.Time, row.Width, row.Height));
        _size = (row.Width, row.Height);
    }

    /// <summary>Adds the body bytes of a chunk of records that begins at <paramref name="time"/>.</summary>
    public void AddActivity(long time, int bytes)
    {
        while (time / _bucket >= RecordingIndex.MaxActivity)
            HalveActivity();
        var bucket = (int)(time / _bucket);
        while (_activity.Count <= bucket)
            _activity.Add(0);
        _activity[bucket] += bytes;
    }

    /// <summary>Adds the mark of a record, if its kind has one.</summary>
    public void AddRecord(in Record record)
    {
        if (IndexMark.Of(record) is { } mark)
            AddMark(mark);
    }

    /// <summary>A builder with the same content, which goes on by itself.</summary>
    public IndexBuilder Copy()
    {
        var copy = new IndexBuilder { _bucket = _bucket, _omittedMarks = _omittedMarks, _size = _size };
        copy._segments.AddRange(_segments);
        copy._activity.AddRange(_activity);
        copy._marks.AddRange(_marks);
        return copy;
    }

    /// <summary>The index of what was added so far.</summary>
    public RecordingIndex Build() => new()
    {
        Segments = [.. _segments],
        Activity = [.. _activity],
        ActivityBucket = _bucket,
        Marks = [.. _marks],
        OmittedMarks = _omittedMarks,
    };

    private void AddMark(IndexMark mark)
    {
        var limit = mark.Kind is RecordKind.Gap or RecordKind.End ? RecordingIndex.MaxMarks : RecordingIndex.MaxMarks / 2;
        if (_marks.Count < limit)
            _marks.Add(mark);
        else
            _omittedMarks++;
    }

    private void HalveActivity()
    {
        _bucket *= 2;
        var half = (_activity.Count + 1) / 2;
        for (var i = 0; i < half; i++)
            _activity[i] = _activity[2 * i] + ((2 * i) + 1 < _activity.Count ? _activity[(2 * i) + 1] : 0);
        _activity.RemoveRange(half, _activity.Count - half);
    }
}
