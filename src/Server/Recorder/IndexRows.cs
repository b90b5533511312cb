using System.Globalization;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;
using Hindsight.Server.Library;

namespace Hindsight.Server.Recorder;

/// <summary>A recording's index as rows of the ledger.</summary>
internal static class IndexRows
{
    /// <summary>The whole index of a recording that is closed.</summary>
    public static RecordingProgress Whole(RecordingIndex index, long durationMs, long recordsEnd, long bytes)
    {
        var segments = new List<LedgerSegment>(index.Segments.Count);
        for (var i = 0; i < index.Segments.Count; i++)
        {
            var s = index.Segments[i];
            var end = i + 1 < index.Segments.Count ? index.Segments[i + 1].Offset : recordsEnd;
            segments.Add(new LedgerSegment(i, s.Time, s.Offset, end, s.Width, s.Height));
        }

        return new RecordingProgress
        {
            DurationMs = durationMs,
            Bytes = bytes,
            Width = segments.Count > 0 ? segments[^1].Width : 0,
            Height = segments.Count > 0 ? segments[^1].Height : 0,
            Segments = segments,
            Marks = index.Marks.Select((m, i) => Mark(i, m)).ToList(),
            Activity = new LedgerActivity(0, PerSecond(index)),
            Whole = true,
        };
    }

    /// <summary>A mark as people read it. A gap that ends at the mark becomes a damaged stretch.</summary>
    public static LedgerMark Mark(int number, IndexMark mark) => mark.Kind switch
    {
        RecordKind.Gap => new(number, Math.Max(0, mark.Time - mark.Value), mark.Time, "gap", mark.Text),
        RecordKind.Clipboard => new(number, mark.Time, null, "clipboard", string.Create(CultureInfo.InvariantCulture, $"{mark.Value} bytes {(mark.Detail == (byte)ClipboardDirection.ToDesktop ? "to" : "from")} the desktop")),
        RecordKind.Resize => new(number, mark.Time, null, "resize", string.Create(CultureInfo.InvariantCulture, $"{mark.Value >> 16} × {mark.Value & 0xFFFF}")),
        RecordKind.Notice => new(number, mark.Time, null, "notice", mark.Text),
        RecordKind.End => new(number, mark.Time, null, "end", mark.Text),
        _ => new(number, mark.Time, null, "mark", mark.Text),
    };

    private static List<long> PerSecond(RecordingIndex index)
    {
        var seconds = (int)(index.ActivityBucket / 1000);
        var counts = new List<long>(index.Activity.Count * seconds);
        foreach (var bytes in index.Activity)
        {
            for (var i = 0; i < seconds; i++)
                counts.Add(bytes / seconds);
        }

        return counts;
    }
}
