namespace Hindsight.Benchmarks.Live;

/// <summary>The clock that the desktop's shell, a browser and this process share, for they run on one machine.</summary>
internal static class WallClock
{
    /// <summary>Milliseconds since 1970, with fractions.</summary>
    public static double Milliseconds => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
