using System.Text;
using Hindsight.Recording.Index;
using Hindsight.Recording.Records;

namespace Hindsight.Tsh.Video;

/// <summary>What happened in the session as chapters of the video, in FFmpeg's own format for metadata.</summary>
internal static class Chapters
{
    /// <summary>The text of the file; null when nothing happened that is worth a chapter.</summary>
    internal static string? Of(IEnumerable<IndexMark> marks, ExportOptions options)
    {
        var points = Points(marks, options);
        if (points.Count == 0)
            return null;
        var end = new VideoClock(options).MoveTo(options.To);
        var text = new StringBuilder(";FFMETADATA1\n");
        for (var i = 0; i < points.Count; i++)
            text.Append($"[CHAPTER]\nTIMEBASE=1/1000\nSTART={points[i].Start}\nEND={Math.Max(i + 1 < points.Count ? points[i + 1].Start : end, points[i].Start + 1)}\ntitle={Escape(points[i].Title)}\n");
        return text.ToString();
    }

    /// <summary>
    /// What is worth a chapter, with its moment in the video. Nothing where idle time is skipped: how much that is, is known
    /// at the end only.
    /// </summary>
    internal static IReadOnlyList<(long Start, string Title)> Points(IEnumerable<IndexMark> marks, ExportOptions options)
    {
        if (options.SkipsIdle)
            return [];
        var clock = new VideoClock(options);
        return [.. marks.Where(m => m.Time >= options.From && m.Time <= options.To && m.Kind is not (RecordKind.Resize or RecordKind.End)).Select(m => (clock.MoveTo(m.Time), Title(m)))];
    }

    private static string Title(IndexMark mark) => mark.Text.Length > 0 ? mark.Text : mark.Kind switch
    {
        RecordKind.Clipboard => mark.Detail == (byte)ClipboardDirection.ToDesktop ? "Text pasted to the desktop" : "Text copied from the desktop",
        RecordKind.Gap => "A part is missing",
        _ => mark.Kind.ToString(),
    };

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is '=' or ';' or '#' or '\\' or '\n' ? $"\\{c}" : c < ' ' ? " " : c.ToString()));
}
