namespace Hindsight.Server.Library;

/// <summary>A stretch of a recording that starts with a keyframe.</summary>
/// <param name="Number">Its place, from 0.</param>
/// <param name="Time">Milliseconds from the session's start.</param>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Width">Width of the screen in pixels.</param>
/// <param name="Height">Height of the screen in pixels.</param>
internal sealed record LedgerSegment(int Number, long Time, long Offset, long End, int Width, int Height);

/// <summary>A named moment or, with <paramref name="Until"/>, a damaged stretch; times in milliseconds.</summary>
internal sealed record LedgerMark(int Number, long Time, long? Until, string Kind, string Text);

/// <summary>Bytes of records in each second from <paramref name="FirstSecond"/> on.</summary>
internal sealed record LedgerActivity(long FirstSecond, IReadOnlyList<long> Counts);

/// <summary>What became durable: the new length of the file and the rows of its index that are new or changed.</summary>
internal sealed record RecordingProgress
{
    /// <summary>Milliseconds from the start to the last durable record.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Durable bytes of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Width of the screen in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the screen in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Segments that are new or longer.</summary>
    public IReadOnlyList<LedgerSegment> Segments { get; init; } = [];

    /// <summary>Marks that are new.</summary>
    public IReadOnlyList<LedgerMark> Marks { get; init; } = [];

    /// <summary>Seconds that are new or changed; null for none.</summary>
    public LedgerActivity? Activity { get; init; }

    /// <summary>Whether these rows are the whole index: what was written before is replaced.</summary>
    public bool Whole { get; init; }
}
