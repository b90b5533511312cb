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
        var clock = new VideoClock(options with { SkipsIdle = false });
        var points = marks.Where(m => m.Time >= options.From && m.Time <= options.To && m.Kind is not (RecordKind.Resize or RecordKind.End)).ToList();
        if (points.Count == 0 || options.SkipsIdle)
            return null;
        var text = new StringBuilder(";FFMETADATA1\n");
        var starts = points.Select(p => clock.MoveTo(p.Time)).Append(clock.MoveTo(options.To)).ToList();
        for (var i = 0; i < points.Count; i++)
            text.Append($"[CHAPTER]\nTIMEBASE=1/1000\nSTART={starts[i]}\nEND={Math.Max(starts[i + 1], starts[i] + 1)}\ntitle={Escape(Title(points[i]))}\n");
        return text.ToString();
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
