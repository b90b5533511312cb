namespace Hindsight.Tsh.Video;

/// <summary>Turns moments of the session, which only go forward, into moments of the video.</summary>
internal sealed class VideoClock(ExportOptions options)
{
    private long _session = options.From;
    private double _video;

    /// <summary>The video's moment in milliseconds.</summary>
    internal long MoveTo(long session)
    {
        var passed = session - _session;
        _session = session;
        if (options.SkipsIdle)
            passed = Math.Min(passed, ExportOptions.IdleLeft);
        _video += passed / options.Speed;
        return (long)Math.Round(_video);
    }
}
