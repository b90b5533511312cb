using System.Buffers;
using System.IO.Pipelines;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Server.Audit;
using Hindsight.Server.Database;
using Hindsight.Server.Keys;
using Hindsight.Server.Library;
using Hindsight.Server.Storage;

namespace Hindsight.Server.Recorder;

/// <summary>
/// Brings recordings over that this server did not make: Teleport's, asciicasts, and our own of another cluster. Each becomes a recording
/// that the cluster's key seals and that says where it is from, in the spool and the ledger, from where it takes the same way as all others.
/// </summary>
internal sealed class RecordingImports(
    RecordingCatalog catalog, Ledger ledger, SpoolDirectory spool, RecordingKeys keys, AuditLog audit, UploadSignal signal)
{
    /// <summary>Takes the bytes of a file, which may be hostile. Throws <see cref="ImportRefusedException"/>.</summary>
    public async Task<ImportAnswer> RunAsync(ImportRequest request, Stream bytes, CancellationToken cancellation)
    {
        var (received, made) = (spool.NewPart(), spool.NewPart());
        try
        {
            await using var file = new FileStream(received, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
            await bytes.CopyToAsync(file, cancellation);
            file.Position = 0;
            return await ImportAsync(request, file, made, cancellation);
        }
        catch (RecordingFormatException problem)
        {
            throw new ImportRefusedException("bad_recording", problem.Message);
        }
        finally
        {
            File.Delete(made);
        }
    }

    private async Task<ImportAnswer> ImportAsync(ImportRequest request, FileStream file, string made, CancellationToken cancellation)
    {
        var head = new byte[RecordingFileKinds.HeadLength];
        var kind = RecordingFileKinds.Detect(head.AsSpan(0, await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation)), request.Name);
        file.Position = 0;
        using var source = kind == RecordingFileKind.Hindsight ? await OpenOwnAsync(file, cancellation) : null;
        var origin = source is null
            ? await ForeignRecording.ReadOriginAsync(kind, file, request.Name, cancellation)
            : new RecordingOrigin(source.Recording.Header?.SessionId ?? default, "", "", "", "");
        var sid = new SessionId(origin.SessionId);
        if (origin.SessionId == default || await catalog.FindAsync(sid, cancellation) is not null)
            throw new ImportRefusedException("already_exists", $"There is a recording of session {sid} here already; an import never replaces one.");

        var result = await WriteAsync(kind, file, source, made, Target(request, origin, kind), cancellation);
        var session = new AdmittedSession(
            sid, result.Kind == RecordingKind.Terminal ? "ssh" : "desktop", First(request.User, origin.User), First(request.Target, origin.Target), First(request.Login, origin.Login),
            Start(result), $"it was imported from {request.Name} by {request.By}", Recorded: true);
        await PublishAsync(session, made, result, request, cancellation);
        return new ImportAnswer(sid.ToString(), session.Kind, session.User, session.Target, session.Login, session.Start, result.Closed.Seal.Duration, result.Notes);
    }

    /// <summary>The file comes first: a row whose file is missing would be a lost recording.</summary>
    private async Task PublishAsync(AdmittedSession session, string made, ImportResult result, ImportRequest request, CancellationToken cancellation)
    {
        try
        {
            File.Move(made, spool.PathOf(session.Sid), overwrite: false);
        }
        catch (IOException) when (spool.Has(session.Sid))
        {
            throw new ImportRefusedException("already_exists", $"There is a recording of session {session.Sid} here already; an import never replaces one.");
        }

        try
        {
            await ledger.AdmitAsync(session, cancellation);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or DatabaseException or OperationCanceledException)
        {
            spool.Delete(session.Sid);
            throw;
        }

        await ledger.EndAsync(session.Sid, session.Start.AddMilliseconds(result.Closed.Seal.Duration), CancellationToken.None);
        await audit.WriteAsync(RecordingEvents.Imported(session, request, result), CancellationToken.None);
        signal.Set();
    }

    private async Task<OpenedSource> OpenOwnAsync(FileStream file, CancellationToken cancellation)
    {
        var stored = new StreamSource(file);
        var source = await RecordingUnlock.OpenAsync(stored, keys.Identities, cancellation)
            ?? throw new ImportRefusedException("encrypted", "The recording is encrypted for others: import it where its key is, or decrypt it first.");
        return new OpenedSource(source, await OpenedRecording.OpenAsync(source, cancellation));
    }

    private async Task<ImportResult> WriteAsync(RecordingFileKind kind, FileStream file, OpenedSource? own, string made, ImportTarget target, CancellationToken cancellation)
    {
        using var encryption = keys.Encrypt(target.SessionId);
        await using var written = new FileStream(made, FileMode.CreateNew, FileAccess.Write);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(made, PrivateDirectory.FileMode);
        var pipe = PipeWriter.Create(written, new StreamPipeWriterOptions(leaveOpen: true));
        target = target with { Output = pipe, Encryption = encryption, Flush = async cancelled => await pipe.FlushAsync(cancelled) };
        var result = own is null
            ? await ForeignRecording.ImportAsync(kind, file, target, cancellation)
            : await RecordingCopy.RunAsync(own.Source, own.Recording, target, cancellation);
        await pipe.CompleteAsync();
        written.Flush(flushToDisk: true);
        return result;
    }

    private ImportTarget Target(ImportRequest request, RecordingOrigin origin, RecordingFileKind kind) =>
        new(origin.SessionId, new ArrayBufferWriter<byte>(), keys.Signer) { Note = $"imported from {request.Name} ({Name(kind)})" };

    private static string Name(RecordingFileKind kind) => kind switch
    {
        RecordingFileKind.Teleport => "Teleport",
        RecordingFileKind.Asciicast => "asciicast",
        _ => "Hindsight",
    };

    private static string First(string? asked, string known) => known.Length > 0 ? known : string.IsNullOrWhiteSpace(asked) ? "unknown" : asked;

    private static DateTimeOffset Start(ImportResult result) =>
        DateTimeOffset.UnixEpoch.AddMicroseconds(Math.Max(0, result.Closed.Seal.EndUnixMicroseconds - (result.Closed.Seal.Duration * 1000)));

    private sealed record OpenedSource(IRecordingSource Source, OpenedRecording Recording) : IDisposable
    {
        public void Dispose() => (Source as IDisposable)?.Dispose();
    }

    private sealed class StreamSource(FileStream file) : IRecordingSource
    {
        public long Length => file.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken) =>
            RandomAccess.ReadAsync(file.SafeFileHandle, target, offset, cancellationToken);
    }
}

/// <summary>What is imported, and what the file itself may not say.</summary>
internal sealed record ImportRequest(string Name, string By, string? User, string? Login, string? Target);

/// <summary>What an import made.</summary>
internal sealed record ImportAnswer(string Sid, string Kind, string User, string Target, string Login, DateTimeOffset Start, long DurationMs, IReadOnlyList<string> Notes);

/// <summary>A file can't be imported; the message says why.</summary>
internal sealed class ImportRefusedException(string code, string message) : Exception(message)
{
    /// <summary>For programs.</summary>
    public string Code { get; } = code;
}
