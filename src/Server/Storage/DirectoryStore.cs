using System.Buffers;
using System.Security.Cryptography;

namespace Hindsight.Server.Storage;

/// <summary>
/// Keeps recordings in one directory, a file per session. A file gets its name only when it is whole and on disk: it is
/// written under another name, synced and renamed, then read back. (The directory itself is not synced: the file systems
/// we run on write the rename before any later unlink of the spool's copy.)
/// </summary>
internal sealed class DirectoryStore : IRecordingStore
{
    private const int BufferSize = 256 * 1024;
    private readonly string _directory;
    private readonly string _incoming;

    /// <summary>Opens the store, creating its directory when missing, and clears away copies a stopped server left unfinished.</summary>
    public DirectoryStore(string directory)
    {
        _directory = directory;
        _incoming = Path.Combine(directory, "incoming");
        PrivateDirectory.Create(_directory);
        PrivateDirectory.Create(_incoming);
        foreach (var leftover in Directory.EnumerateFiles(_incoming))
            File.Delete(leftover);
    }

    /// <inheritdoc/>
    public async Task<StoredRecording> PutAsync(SessionId sid, string path, CancellationToken cancellation)
    {
        var target = PathOf(sid);
        var temporary = Path.Combine(_incoming, $"{sid}.{Guid.NewGuid():N}");
        try
        {
            var sum = await CopyAsync(path, temporary, cancellation);
            if (File.Exists(target) && await SumAsync(target, cancellation) == sum)
                return sum with { Location = target };
            File.Move(temporary, target, overwrite: true);
            if (await SumAsync(target, cancellation) != sum)
                throw new StoreException($"The copy in {_directory} differs from what was written. Check the disk; the local copy is kept.");
            return sum with { Location = target };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The recording can't be stored in {_directory}: {error.Message}. The local copy is kept.", error);
        }
        finally
        {
            RemoveIfThere(temporary);
        }
    }

    /// <inheritdoc/>
    public Task<IRecordingContent?> OpenAsync(SessionId sid, CancellationToken cancellation) =>
        Task.FromResult<IRecordingContent?>(FileContent.TryOpen(PathOf(sid)));

    private string PathOf(SessionId sid) => Path.Combine(_directory, $"{sid}.hsr");

    private static void RemoveIfThere(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next start clears the directory; what matters was already decided.
        }
    }

    private static async Task<StoredRecording> CopyAsync(string from, string to, CancellationToken cancellation)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = OperatingSystem.IsWindows() ? null : PrivateDirectory.FileMode,
        };
        await using var target = new FileStream(to, options);
        var sum = await ReadAllAsync(source, target, cancellation);
        target.Flush(flushToDisk: true);
        return sum;
    }

    private static async Task<StoredRecording> SumAsync(string path, CancellationToken cancellation)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await ReadAllAsync(stream, Stream.Null, cancellation);
    }

    private static async Task<StoredRecording> ReadAllAsync(Stream source, Stream target, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0; length += read)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return new StoredRecording("", length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
