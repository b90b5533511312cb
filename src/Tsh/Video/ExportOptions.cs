namespace Hindsight.Tsh.Video;

/// <summary>
/// What part of a recording becomes a video, and how. Times are milliseconds of the session; <see cref="To"/> is not beyond
/// its end. <see cref="Fps"/> is the most pictures a second of video.
/// </summary>
internal sealed record ExportOptions(long From, long To, double Speed, bool SkipsIdle, double Fps, bool DrawsPointer, bool DrawsClock)
{
    /// <summary>What is left of a stretch without changes when idle time is skipped, in milliseconds.</summary>
    internal const long IdleLeft = 500;
}
