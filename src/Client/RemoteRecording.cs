using Hindsight.Recording.Playback;

namespace Hindsight.Client;

/// <summary>
/// A recording on the server, read in blocks by ranges and in order for the most part: the last block is kept, and the next
/// one is fetched while it is used. Not thread-safe.
/// </summary>
public sealed class RemoteRecording : IRecordingSource
{
    private const int BlockLength = 1 << 20;

    private readonly Func<long, int, CancellationToken, Task<byte[]>> _fetch;
    private long _at = -1;
    private byte[] _block = [];
    private (long At, Task<byte[]> Block)? _next;

    internal RemoteRecording(long length, Func<long, int, CancellationToken, Task<byte[]>> fetch) => (Length, _fetch) = (length, fetch);

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        var read = 0;
        while (read < target.Length && offset + read < Length)
        {
            await LoadAsync((offset + read) / BlockLength * BlockLength, cancellationToken);
            var within = (int)(offset + read - _at);
            var count = Math.Min(_block.Length - within, target.Length - read);
            if (count <= 0)
                break;
            _block.AsMemory(within, count).CopyTo(target[read..]);
            read += count;
        }

        return read;
    }

    private async Task LoadAsync(long at, CancellationToken cancellationToken)
    {
        if (at == _at)
            return;
        var block = _next is { } next && next.At == at ? next.Block : FetchAsync(at, cancellationToken);
        _next = null;
        _block = await block;
        _at = at;
        if (at + BlockLength < Length)
            _next = (at + BlockLength, FetchAsync(at + BlockLength, cancellationToken));
    }

    private Task<byte[]> FetchAsync(long at, CancellationToken cancellationToken) =>
        _fetch(at, (int)Math.Min(BlockLength, Length - at), cancellationToken);
}
