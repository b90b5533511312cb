using Hindsight.Server.Storage;

namespace Hindsight.Unit.Server.Recorder;

/// <summary>A spool file on a disk that can be made to hang or to be full.</summary>
internal sealed class FaultySpoolFile(string path) : ISpoolFile
{
    private const int NoSpace = 28; // ENOSPC
    private readonly SpoolFile _file = SpoolFile.Create(path);
    private volatile TaskCompletionSource _disk = Done();

    /// <summary>Appends that were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Bytes after which the disk is full.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>From now on appends wait for <see cref="Resume"/>.</summary>
    public void Hang() => _disk = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The disk works again.</summary>
    public void Resume() => _disk.TrySetResult();

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Asked++;
        await _disk.Task;
        if ((Capacity -= bytes.Length) < 0)
            throw new IOException("No space left on device", NoSpace);
        await _file.AppendAsync(bytes, cancellation);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
