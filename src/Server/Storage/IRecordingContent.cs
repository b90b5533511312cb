using Microsoft.Win32.SafeHandles;

namespace Hindsight.Server.Storage;

/// <summary>The bytes of a recording, wherever they are. Reads may run at the same time.</summary>
internal interface IRecordingContent : IAsyncDisposable
{
    /// <summary>Bytes that were there when it was opened.</summary>
    long Length { get; }

    /// <summary>Reads up to the buffer's length from <paramref name="offset"/>; 0 at the end.</summary>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation);
}

/// <summary>A recording in a local file.</summary>
internal sealed class FileContent(SafeFileHandle file) : IRecordingContent
{
    /// <inheritdoc/>
    public long Length { get; } = RandomAccess.GetLength(file);

    /// <summary>Opens the file, also while the recorder appends to it; null when there is none.</summary>
    public static FileContent? TryOpen(string path)
    {
        try
        {
            return new FileContent(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellation) =>
        RandomAccess.ReadAsync(file, buffer, offset, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}
