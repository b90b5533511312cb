namespace Hindsight.Server.Sessions;

/// <summary>A session's time base: milliseconds on the monotonic clock, and the one anchor to the wall clock.</summary>
internal sealed class SessionClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>The wall clock at the start.</summary>
    public DateTimeOffset Start { get; } = time.GetUtcNow();

    /// <summary>Milliseconds since the start; never runs backwards, whatever the wall clock does.</summary>
    public long Now => (long)time.GetElapsedTime(_start).TotalMilliseconds;

    /// <summary>The wall clock that belongs to <see cref="Now"/>.</summary>
    public DateTimeOffset WallNow => Start.AddMilliseconds(Now);
}
