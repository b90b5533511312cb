namespace Hindsight.Server.Recorder;

/// <summary>The recorder's bounds.</summary>
internal sealed record RecorderOptions
{
    /// <summary>Chunks that may wait for the disk; then the session waits, and with it the desktop's pictures.</summary>
    public int QueuedChunks { get; init; } = 8;

    /// <summary>How long a chunk may wait for the disk before the session must end: what is older than this would be lost with the server.</summary>
    public TimeSpan MaxBacklog { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a recorder looks whether a chunk is due.</summary>
    public TimeSpan Pulse { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the end of a session waits for the disk.</summary>
    public TimeSpan FinishTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes that must be free on the spool's disk for a session that must be recorded to begin; the rest is for those that run.</summary>
    public long MinimumFreeBytes { get; init; } = 1L << 30;
}
