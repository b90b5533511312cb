using Hindsight.Recording.Screen;

namespace Hindsight.Server.Sessions;

/// <summary>The bounds of live sessions.</summary>
internal sealed record SessionOptions
{
    /// <summary>Sessions that may run at once on this server: each costs a worker and about 60 MB.</summary>
    public int MaxSessions { get; init; } = 64;

    /// <summary>How long a browser may take to say what it wants.</summary>
    public TimeSpan ConnectMessageTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a silent connection is asked whether the browser is still there.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the browser may take to answer that.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the last messages and the closing handshake may take.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the end of a session may take before it is given up; what is then unfinished is repaired by the uploads.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest screen, in pixels; larger requests are clamped.</summary>
    public int MaxPixels { get; init; } = 3840 * 2400;

    /// <summary>A directory for reference pictures of every session, for tests that compare a recording with what the desktop drew; null in every real server.</summary>
    public string? ReferenceFrames { get; init; }

    /// <summary>The size that is asked for in place of a requested one: no larger than allowed, and of much the same shape.</summary>
    public (int Width, int Height) Clamp(int width, int height)
    {
        width = Math.Clamp(width, 1, ScreenLimits.MaxSide);
        height = Math.Clamp(height, 1, ScreenLimits.MaxSide);
        var pixels = (long)width * height;
        if (pixels <= MaxPixels)
            return (width, height);
        var factor = Math.Sqrt((double)MaxPixels / pixels);
        return (Math.Max(1, (int)(width * factor)), Math.Max(1, (int)(height * factor)));
    }
}
