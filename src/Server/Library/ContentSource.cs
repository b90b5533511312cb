using Hindsight.Recording.Playback;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Library;

/// <summary>A file as the recording format's readers want it.</summary>
internal sealed class ContentSource(IRecordingContent content) : IRecordingSource
{
    /// <inheritdoc/>
    public long Length => content.Length;

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken) =>
        content.ReadAsync(offset, target, cancellationToken);
}
