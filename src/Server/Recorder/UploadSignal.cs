using System.Threading.Channels;

namespace Hindsight.Server.Recorder;

/// <summary>Says that a file may be ready for the store. The ledger knows which; this only wakes <see cref="RecordingUploads"/>.</summary>
internal sealed class UploadSignal
{
    // Full mode: drop. One waiting signal is enough, for each makes the uploads look at all rows.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes the uploads.</summary>
    public void Set() => _signals.Writer.TryWrite(true);

    /// <summary>Returns at the next signal, or when <paramref name="timeout"/> is over.</summary>
    public async Task WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = time.CreateTimer(_ => Set(), null, timeout, Timeout.InfiniteTimeSpan);
        await _signals.Reader.ReadAsync(cancellation);
    }
}
