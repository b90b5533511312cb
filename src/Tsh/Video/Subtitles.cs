using System.Globalization;
using System.Text;
using Hindsight.Recording.Index;

namespace Hindsight.Tsh.Video;

/// <summary>What happened in the session as subtitles of the video, which a player shows if it is asked to (SubRip).</summary>
internal static class Subtitles
{
    /// <summary>How long each is shown, unless the next one comes sooner.</summary>
    private const long Shown = 4000;

    /// <summary>The text of the file; null when there is none.</summary>
    internal static string? Of(IEnumerable<IndexMark> marks, ExportOptions options)
    {
        var points = Chapters.Points(marks, options);
        if (points.Count == 0)
            return null;
        var length = new VideoClock(options).MoveTo(options.To);
        var last = -1L;
        var text = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            // Two of one moment follow each other, for FFmpeg takes no two of one time.
            var (start, title) = (Math.Max(points[i].Start, last + 1), points[i].Title);
            last = start;
            var end = Math.Max(start + 1, Math.Min(start + Shown, i + 1 < points.Count ? points[i + 1].Start : length));
            // A blank line would end it, and an arrow be taken for times.
            var line = string.Join(' ', title.Replace("-->", "->", StringComparison.Ordinal).Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}\n{Time(start)} --> {Time(end)}\n{line}\n\n");
        }

        return text.ToString();
    }

    private static string Time(long ms) => string.Create(CultureInfo.InvariantCulture, $"{ms / 3_600_000:00}:{ms / 60_000 % 60:00}:{ms / 1000 % 60:00},{ms % 1000:000}");
}
