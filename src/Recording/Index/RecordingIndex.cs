namespace Hindsight.Recording.Index;

/// <summary>A chunk that begins with a keyframe: where a seek to <see cref="Time"/> or later, before the next row, starts to read.</summary>
public readonly record struct SegmentRow(long Time, long Offset, uint Sequence, int Width, int Height);

/// <summary>
/// Where the segments of a recording are, how much went on when, and what happened: all that a timeline needs.
/// A forward scan of the chunks yields the same index as the footer.
/// </summary>
public sealed record RecordingIndex
{
    /// <summary>The most rows of <see cref="Segments"/>; a builder that reaches it keeps every second row.</summary>
    public const int MaxSegments = 1 << 18;

    /// <summary>The most values of <see cref="Activity"/>; a builder that reaches it doubles the bucket.</summary>
    public const int MaxActivity = 1 << 15;

    /// <summary>The most entries of <see cref="Marks"/>; of the latter half only gaps and the end are kept.</summary>
    public const int MaxMarks = 1 << 13;

    /// <summary>The segments, in order.</summary>
    public required IReadOnlyList<SegmentRow> Segments { get; init; }

    /// <summary>Bytes of chunk bodies that begin in each stretch of <see cref="ActivityBucket"/>.</summary>
    public required IReadOnlyList<long> Activity { get; init; }

    /// <summary>Milliseconds of each value of <see cref="Activity"/>: 1000, doubled while the recording is too long for it.</summary>
    public required long ActivityBucket { get; init; }

    /// <summary>The marks, in order.</summary>
    public required IReadOnlyList<IndexMark> Marks { get; init; }

    /// <summary>Marks that had no room.</summary>
    public required long OmittedMarks { get; init; }

    /// <summary>The same without the words of its marks: what stands in an encrypted recording.</summary>
    public RecordingIndex WithoutTexts() => this with { Marks = [.. Marks.Select(m => m with { Text = "" })] };

    /// <summary>The last segment that begins at or before <paramref name="time"/>, or -1.</summary>
    public int FindSegment(long time)
    {
        var (low, high) = (0, Segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Segments[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
