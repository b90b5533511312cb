using Hindsight.Recording.Playback;

namespace Hindsight.Benchmarks.Seek;

/// <summary>Counts what is read of a source.</summary>
internal sealed class CountedSource(IRecordingSource inner) : IRecordingSource
{
    public long Length => inner.Length;

    public long Bytes { get; set; }

    public long Reads { get; set; }

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        var read = await inner.ReadAsync(offset, target, cancellationToken);
        Reads++;
        Bytes += read;
        return read;
    }
}
