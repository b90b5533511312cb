namespace Hindsight.Recording.Records;

/// <summary>The bounds of docs/FORMAT.md, "Limits". A writer keeps them; a reader rejects what is over them before it allocates.</summary>
public static class RecordLimits
{
    /// <summary>The longest body of a record that is not a KEYFRAME, in bytes.</summary>
    public const int MaxBody = 8 << 20;

    /// <summary>The longest body of a KEYFRAME, in bytes: five for each pixel of the largest picture, and its pointer.</summary>
    public const int MaxKeyframeBody = (5 << 25) + (1 << 20);

    /// <summary>The longest body of a TERMINAL_KEYFRAME, in bytes: two screens of which every cell has another style.</summary>
    public const int MaxTerminalKeyframeBody = 32 << 20;

    /// <summary>The longest text of a NOTICE, MARK, GAP or END, in bytes of UTF-8.</summary>
    public const int MaxText = 1024;

    /// <summary>The largest time, in milliseconds since the session's start: what a double of JavaScript holds exactly.</summary>
    public const long MaxTime = (1L << 53) - 1;

    /// <summary>The most rectangles of a PIXELS or COPY, and runs of a TILE_SAVE or TILE_DRAW.</summary>
    public const int MaxRectangles = 1024;

    /// <summary>The most bytes that a record of <paramref name="kind"/> may have after its header.</summary>
    public static int MaxBodyOf(RecordKind kind) => kind switch
    {
        RecordKind.Keyframe => MaxKeyframeBody,
        RecordKind.TerminalKeyframe => MaxTerminalKeyframeBody,
        _ => MaxBody,
    };
}
