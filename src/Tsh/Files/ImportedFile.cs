using System.IO.Pipelines;
using Hindsight.Client;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Records;

namespace Hindsight.Tsh.Files;

/// <summary>A recording of another format on this host, as one of ours in a temporary file for as long as it is used.</summary>
internal sealed class ImportedFile : IDisposable
{
    private readonly string _path;

    private ImportedFile(string path, RecordingOrigin origin, ImportResult result)
    {
        (_path, Origin, Result) = (path, origin, result);
        Source = new FileRecordingSource(path);
    }

    /// <summary>The recording.</summary>
    internal FileRecordingSource Source { get; }

    /// <summary>Whose session it is.</summary>
    internal RecordingOrigin Origin { get; }

    /// <summary>What was read, and what could not be taken over.</summary>
    internal ImportResult Result { get; }

    /// <summary>Reads a file; null if it is one of ours already.</summary>
    internal static async Task<ImportedFile?> OpenAsync(string name, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(name);
        var head = new byte[RecordingFileKinds.HeadLength];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        var kind = RecordingFileKinds.Detect(head.AsSpan(0, length), name);
        if (kind == RecordingFileKind.Hindsight)
            return null;
        file.Position = 0;
        var path = Path.GetTempFileName();
        try
        {
            var origin = await ForeignRecording.ReadOriginAsync(kind, file, name, cancellation);
            return new ImportedFile(path, origin, await WriteAsync(kind, file, path, origin.SessionId, cancellation));
        }
        catch (Exception e)
        {
            File.Delete(path);
            if (e is RecordingFormatException)
                throw new Failure(ExitCode.BadRecording, $"{name} can't be read: {e.Message}");
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Source.Dispose();
        File.Delete(_path);
    }

    private static async Task<ImportResult> WriteAsync(RecordingFileKind kind, Stream file, string path, Guid session, CancellationToken cancellation)
    {
        await using var written = new FileStream(path, FileMode.Create, FileAccess.Write);
        var pipe = PipeWriter.Create(written, new StreamPipeWriterOptions(leaveOpen: true));
        var target = new ImportTarget(session, pipe) { Flush = async cancelled => await pipe.FlushAsync(cancelled) };
        var result = await ForeignRecording.ImportAsync(kind, file, target, cancellation);
        await pipe.CompleteAsync();
        return result;
    }
}
