namespace Hindsight.Recording.Playback;

/// <summary>
/// The part of a source that is in memory. It reads ahead, goes backwards only within what it holds if its owner does, and
/// never allocates much more than the source has bytes. Memory that it handed out is overwritten by the next call.
/// </summary>
internal sealed class SourceWindow(IRecordingSource source, int readAhead = 256 * 1024)
{
    private byte[] _buffer = [];
    private long _offset;
    private int _count;

    /// <summary>Bytes of the source; <see cref="long.MaxValue"/> for a stream that has not ended yet.</summary>
    public long Length => source.Length;

    /// <summary>The bytes from <paramref name="offset"/>: <paramref name="count"/> of them, or fewer if the source ends before.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(long offset, int count, CancellationToken cancellationToken)
    {
        count = (int)Math.Clamp(source.Length - offset, 0, count);
        if (offset < _offset || offset + count > _offset + _count)
            await FillAsync(offset, count, cancellationToken).ConfigureAwait(false);
        var start = (int)Math.Min(offset - _offset, _count);
        return _buffer.AsMemory(start, Math.Min(count, _count - start));
    }

    private async ValueTask FillAsync(long offset, int count, CancellationToken cancellationToken)
    {
        var size = (int)Math.Min(source.Length - offset, Math.Max(count, readAhead));
        var kept = offset >= _offset && offset < _offset + _count ? (int)(_offset + _count - offset) : 0;
        var isRightSize = _buffer.Length >= Math.Max(kept, Math.Min(size, readAhead)) && _buffer.Length <= 4 * (long)Math.Max(size, readAhead);
        var buffer = isRightSize ? _buffer : new byte[Math.Max(kept, Math.Min(size, readAhead))];
        if (kept > 0)
            Buffer.BlockCopy(_buffer, (int)(offset - _offset), buffer, 0, kept);

        (_buffer, _offset, _count) = (buffer, offset, kept);
        while (_count < size)
        {
            // How much follows is only claimed, so the buffer grows with what came.
            if (_count == _buffer.Length)
                Array.Resize(ref _buffer, (int)Math.Min(size, 2L * _buffer.Length));
            var end = Math.Min(size, _buffer.Length);
            var read = await source.ReadAsync(offset + _count, _buffer.AsMemory(_count, end - _count), cancellationToken).ConfigureAwait(false);
            if (read <= 0)
                return;
            _count += read;
        }
    }
}
