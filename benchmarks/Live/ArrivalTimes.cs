namespace Hindsight.Benchmarks.Live;

/// <summary>When pictures came out of a viewer's socket, in milliseconds since 1970.</summary>
internal sealed class ArrivalTimes
{
    private const byte Picture = 1;
    private readonly Lock _lock = new();
    private readonly List<double> _times = [];

    public void Note(ReadOnlyMemory<byte> message)
    {
        if (message.Span[0] != Picture)
            return;
        lock (_lock)
            _times.Add(WallClock.Milliseconds);
    }

    public double[] Times()
    {
        lock (_lock)
            return [.. _times];
    }
}
