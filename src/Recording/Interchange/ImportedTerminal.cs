using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;

namespace Hindsight.Recording.Interchange;

/// <summary>A terminal's recording that is written from another format's events.</summary>
internal sealed class ImportedTerminal
{
    private readonly ImportTarget _target;
    private readonly RecordingWriter _writer;
    private readonly long _startUnixMicroseconds;

    public ImportedTerminal(ImportTarget target, long startUnixMicroseconds, int columns, int rows)
    {
        (_target, _startUnixMicroseconds) = (target, startUnixMicroseconds);
        _writer = new RecordingWriter(new RecordingHeader(target.SessionId, startUnixMicroseconds, RecordingKind.Terminal), target.Encryption);
        target.Output.Write(_writer.Header.Span);
        Recorder = new TerminalRecorder(_writer, columns, rows);
    }

    public TerminalRecorder Recorder { get; }

    /// <summary>Writes what is due. Call it after each event.</summary>
    public async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        var before = _writer.Length;
        Recorder.SealDue(_target.Output);
        if (_writer.Length != before && _target.Flush is { } flush)
            await flush(cancellationToken).ConfigureAwait(false);
    }

    public ImportResult Finish(bool isWhole, long time, long events, ImportNotes notes)
    {
        var end = Math.Max(time, Recorder.Time);
        var closed = _writer.Finish(
            isWhole ? SealCause.ClosedByUser : SealCause.Cut, _target.Reason(isWhole), end,
            _startUnixMicroseconds + (end * 1000), _target.Signer, _target.Output);
        return new ImportResult(RecordingKind.Terminal, events, notes.Sentences, closed);
    }
}
