using Hindsight.Recording.Index;
using Hindsight.Recording.Records;
using Hindsight.Server.Library;

namespace Hindsight.Server.Recorder;

/// <summary>
/// The index of a recording that still grows, as far as it is on disk. Gives only the rows that are new since the last
/// time they were written, so that a long session costs no more a second than a short one.
/// </summary>
internal sealed class LiveIndex(long headerBytes)
{
    private const int MaxMarks = RecordingIndex.MaxMarks;
    private const int SecondsPerRow = 60;
    private readonly List<LedgerSegment> _newSegments = [];
    private readonly List<LedgerMark> _newMarks = [];
    private readonly Lock _lock = new();
    private readonly long[] _activity = new long[SecondsPerRow];
    private LedgerSegment? _segment;
    private int _marks;
    private long _row;
    private long _second = -1;

    private long _bytes = headerBytes;
    private long _duration;

    /// <summary>A part is on disk.</summary>
    public void Add(SealedPart part)
    {
        lock (_lock)
            AddPart(part);
    }

    /// <summary>The rows that are new or changed; they stay so until <see cref="Written"/>.</summary>
    public RecordingProgress Take()
    {
        lock (_lock)
        {
            return new()
            {
                DurationMs = _duration,
                Bytes = _bytes,
                Width = _segment?.Width ?? 0,
                Height = _segment?.Height ?? 0,
                Segments = [.. _newSegments],
                Marks = [.. _newMarks],
                Activity = _second < 0 ? null : new LedgerActivity(_row, _activity[..(int)(_second - _row + 1)]),
            };
        }
    }

    /// <summary>The rows of <see cref="Take"/> are in the database.</summary>
    public void Written()
    {
        lock (_lock)
        {
            _newSegments.Clear();
            _newMarks.Clear();
        }
    }

    private void AddPart(SealedPart part)
    {
        _bytes += part.Bytes.Length;
        if (part.Chunk is { } chunk)
        {
            _duration = chunk.LastTime;
            if (chunk.StartsSegment)
            {
                _segment = new LedgerSegment((_segment?.Number ?? -1) + 1, chunk.FirstTime, chunk.Offset, _bytes, chunk.Width, chunk.Height);
                _newSegments.Add(_segment);
            }
            else if (_segment is not null)
            {
                Extend(_segment with { End = _bytes });
            }

            Count(chunk.FirstTime / 1000, chunk.Length);
        }

        foreach (var mark in part.Marks ?? [])
        {
            if (_marks < MaxMarks || mark.Kind is RecordKind.Gap or RecordKind.End)
                _newMarks.Add(IndexRows.Mark(_marks++, mark));
        }
    }

    private void Extend(LedgerSegment segment)
    {
        _segment = segment;
        if (_newSegments.Count > 0)
            _newSegments[^1] = segment;
        else
            _newSegments.Add(segment);
    }

    private void Count(long second, int bytes)
    {
        if (second - second % SecondsPerRow != _row)
        {
            // A row that could not be written meanwhile is made whole when the recording is closed.
            _row = second - second % SecondsPerRow;
            Array.Clear(_activity);
        }

        _second = second;
        _activity[second - _row] += bytes;
    }
}
