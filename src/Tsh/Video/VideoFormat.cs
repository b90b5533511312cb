using System.Globalization;

namespace Hindsight.Tsh.Video;

/// <summary>A kind of video, and what FFmpeg is told to make it. Quality goes from 0 to 100; without a kind of subtitles it has none.</summary>
internal sealed record VideoFormat(string Name, string Extension, Func<int, string[]> Codec, string? Subtitles = null)
{
    /// <summary>The kinds that FFmpeg makes, by name.</summary>
    internal static IReadOnlyList<VideoFormat> All { get; } =
    [
        new("mp4", ".mp4", quality => ["-c:v", "libx264", "-preset", "veryfast", "-crf", Between(quality, 38, 14), "-pix_fmt", "yuv420p", "-f", "mp4"], "mov_text"),
        new("webm", ".webm", quality => ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "7", "-row-mt", "1", "-b:v", "0", "-crf", Between(quality, 50, 18), "-pix_fmt", "yuv420p", "-f", "webm"], "webvtt"),
        new("av1", ".webm", quality => ["-c:v", "libsvtav1", "-preset", "10", "-crf", Between(quality, 55, 20), "-pix_fmt", "yuv420p", "-f", "webm"], "webvtt"),
        new("gif", ".gif", _ => ["-final_delay", "1", "-f", "gif"]),
    ];

    /// <summary>What comes between the picture and its encoder: a smaller size, and a GIF's colours.</summary>
    internal string[] Filters(double scale)
    {
        List<string> filters = [];
        if (scale < 1)
            filters.Add(string.Create(CultureInfo.InvariantCulture, $"scale=trunc(iw*{scale}/2)*2:trunc(ih*{scale}/2)*2:flags=area"));
        // A palette for each picture: one for all of them would keep all of them in memory.
        if (Name == "gif")
            filters.Add("split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1:dither=none");
        return filters.Count == 0 ? [] : ["-vf", string.Join(',', filters)];
    }

    private static string Between(int quality, int worst, int best) =>
        (worst + (best - worst) * quality / 100).ToString(CultureInfo.InvariantCulture);
}
