using Microsoft.Win32.SafeHandles;

namespace Hindsight.Server.Storage;

/// <summary>A file that only grows. The seam where tests put a full, slow or broken disk.</summary>
internal interface ISpoolFile : IAsyncDisposable
{
    /// <summary>Appends the bytes and returns when they are on disk; throws <see cref="IOException"/>.</summary>
    ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);
}

/// <summary>A spool file on the local disk.</summary>
internal sealed class SpoolFile : ISpoolFile
{
    private readonly SafeFileHandle _file;
    private long _length;

    private SpoolFile(SafeFileHandle file) => (_file, _length) = (file, RandomAccess.GetLength(file));

    /// <summary>Creates the file; it must not exist.</summary>
    public static SpoolFile Create(string path)
    {
        var file = File.OpenHandle(path, System.IO.FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, PrivateDirectory.FileMode);
        return new SpoolFile(file);
    }

    /// <summary>Opens an existing file for appending after <paramref name="length"/> bytes; what follows them is cut off.</summary>
    public static SpoolFile OpenAt(string path, long length)
    {
        var file = File.OpenHandle(path, System.IO.FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        RandomAccess.SetLength(file, length);
        return new SpoolFile(file);
    }

    /// <inheritdoc/>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await RandomAccess.WriteAsync(_file, bytes, _length, cancellation);
            RandomAccess.FlushToDisk(_file);
        }
        catch (IOException)
        {
            // Half a chunk at the end is no harm to a reader, but a clean end is easier to repair.
            RandomAccess.SetLength(_file, _length);
            throw;
        }

        _length += bytes.Length;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
