using Hindsight.Recording.Playback;
using Microsoft.Win32.SafeHandles;

namespace Hindsight.Client;

/// <summary>A recording in a file of this host.</summary>
public sealed class FileRecordingSource(string path) : IRecordingSource, IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, options: FileOptions.Asynchronous);

    /// <inheritdoc/>
    public long Length => RandomAccess.GetLength(_file);

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_file, target, offset, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
