namespace Hindsight.Recording.Playback;

/// <summary>
/// A recording that comes as a stream: from a pipe, an upload, an object store. It can be read from the start to the end
/// only, and its length is known when it has ended. The stream stays its caller's.
/// </summary>
public sealed class StreamRecordingSource(Stream stream) : IRecordingSource
{
    private long _position;
    private bool _ended;

    /// <summary>Bytes of the stream once it has ended; before, more than any recording has.</summary>
    public long Length => _ended ? _position : long.MaxValue;

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        if (offset != _position)
            throw new NotSupportedException("a stream is read from its start to its end");
        var read = target.IsEmpty || _ended ? 0 : await stream.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        _position += read;
        _ended |= read == 0 && !target.IsEmpty;
        return read;
    }
}
