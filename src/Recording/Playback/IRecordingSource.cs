namespace Hindsight.Recording.Playback;

/// <summary>The bytes of a recording, wherever they are: a file, a store's object, a running session's spool.</summary>
public interface IRecordingSource
{
    /// <summary>Bytes that can be read now. It grows while the session runs.</summary>
    long Length { get; }

    /// <summary>
    /// Reads bytes at <paramref name="offset"/> into <paramref name="target"/> and returns how many: as many as there are,
    /// up to the target's length, or 0 at the end.
    /// </summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken);
}

/// <summary>A recording in memory.</summary>
public sealed class MemoryRecordingSource(ReadOnlyMemory<byte> bytes) : IRecordingSource
{
    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        if (offset < 0 || offset >= bytes.Length)
            return new(0);
        var count = (int)Math.Min(target.Length, bytes.Length - offset);
        bytes.Slice((int)offset, count).CopyTo(target);
        return new(count);
    }
}
