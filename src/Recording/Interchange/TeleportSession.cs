using System.Globalization;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Takes a Teleport recording's events, and makes a terminal's or a desktop's recording of them.</summary>
internal sealed class TeleportSession(ImportTarget target, ImportNotes notes) : IDisposable
{
    /// <summary>Marks that are kept until it is known what was recorded.</summary>
    private const int MaxEarlyMarks = 100;

    private readonly List<string> _earlyMarks = [];
    private ImportedTerminal? _terminal;
    private DesktopMessages? _desktop;
    private long _lastIndex = -1;
    private long _events;
    private long _time;
    private long _duration;
    private bool _hasEnd;

    /// <summary>Whether there is something that can be shown.</summary>
    public bool HasBegun => _terminal is not null || _desktop?.Desktop is not null;

    public void Apply(ReadOnlySpan<byte> message)
    {
        var found = TeleportEvent.Read(message);

        // An upload that was resumed has some events twice.
        if (found.Index <= _lastIndex && _events > 0)
        {
            notes.Add("An event was there a second time and was left out.");
            return;
        }

        (_lastIndex, _events) = (found.Index, _events + 1);
        switch (found.Tag)
        {
            case TeleportTags.SessionStart:
                TerminalSize.TryParse(found.Text(6), ':', out var columns, out var rows);
                Terminal(found.UnixMicroseconds, columns, rows);
                break;
            case TeleportTags.SessionPrint:
                Move(found.Number(5));
                Terminal(found.UnixMicroseconds, 0, 0).Recorder.Output(_time, found.Field(3));
                break;
            case TeleportTags.Resize when TerminalSize.TryParse(found.Text(6), ':', out var newColumns, out var newRows):
                Terminal(found.UnixMicroseconds, newColumns, newRows).Recorder.Resize(_time, newColumns, newRows);
                break;
            case TeleportTags.SessionJoin or TeleportTags.SessionLeave:
                Mark(ImportedMarks.Marker, $"{found.User(2)} {(found.Tag == TeleportTags.SessionJoin ? "joined" : "left")}");
                break;
            case TeleportTags.SessionEnd:
                End(found, 9, 10);
                break;
            case TeleportTags.WindowsDesktopSessionStart or TeleportTags.LinuxDesktopSessionStart:
                Desktop(found.UnixMicroseconds);
                break;
            case TeleportTags.WindowsDesktopSessionEnd:
                End(found, 9, 10);
                break;
            case TeleportTags.LinuxDesktopSessionEnd:
                End(found, 8, 9);
                break;
            case TeleportTags.DesktopRecording:
                ApplyDesktop(found);
                break;
            default:
                notes.Add("An event has no record of its own; it became a mark.");
                Mark(ImportedMarks.Foreign, string.Create(CultureInfo.InvariantCulture, $"Teleport event {found.Tag} {found.Type}: {found.Body.Length} bytes"));
                break;
        }
    }

    public async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        if (_terminal is { } terminal)
            await terminal.SettleAsync(cancellationToken).ConfigureAwait(false);
        else if (_desktop?.Desktop is { } desktop)
            await desktop.SettleAsync(cancellationToken).ConfigureAwait(false);
    }

    public ImportResult Finish(bool isWhole)
    {
        if (!_hasEnd)
            notes.Add("There is no event that ends the session; its recording may be incomplete.");
        if (_terminal is { } terminal)
            return terminal.Finish(isWhole, Math.Max(_time, _duration), _events, notes);
        if (_desktop is null)
            throw new RecordingFormatException("there is nothing in this recording that can be shown: only those of SSH, Kubernetes and desktop sessions can be converted");
        if (_desktop.IsUnreadable)
            throw new RecordingFormatException("this desktop's screen is recorded as RDP fast-path data (Teleport 15 and later), which can't be converted: keep the original, and play it with Teleport");
        return _desktop.Require().Finish(isWhole, Math.Max(_time, _duration), _events, notes);
    }

    public void Dispose() => _desktop?.Dispose();

    private void ApplyDesktop(in TeleportEvent found)
    {
        Move(found.Number(3));
        var desktop = Desktop(found.UnixMicroseconds);
        if (!found.Field(4).IsEmpty)
            notes.Add("A message of Teleport's newer desktop protocol (TDPB), which can't be converted, was left out.");
        else
            desktop.Apply(_time, found.Field(2));
    }

    private void Move(long delay) => _time = Math.Max(_time, TeleportEvent.Delay(delay));

    private ImportedTerminal Terminal(long startUnixMicroseconds, int columns, int rows)
    {
        if (_desktop is not null)
            throw new RecordingFormatException("the recording has events of a terminal and of a desktop");
        if (_terminal is null)
        {
            _terminal = new ImportedTerminal(target, startUnixMicroseconds, columns > 0 ? columns : 80, rows > 0 ? rows : 24);
            MarkEarlyOnes();
        }

        return _terminal;
    }

    private DesktopMessages Desktop(long startUnixMicroseconds)
    {
        if (_terminal is not null)
            throw new RecordingFormatException("the recording has events of a terminal and of a desktop");
        return _desktop ??= new DesktopMessages(target, startUnixMicroseconds, notes);
    }

    private void End(in TeleportEvent found, int startField, int endField)
    {
        var (start, end) = (TeleportEvent.ReadTime(found.Field(startField)), TeleportEvent.ReadTime(found.Field(endField)));
        _hasEnd = true;
        if (start > 0 && end > start)
            _duration = (end - start) / 1000;
    }

    private void Mark(byte type, string text)
    {
        if (_terminal is { } terminal)
            terminal.Recorder.Mark(_time, type, text);
        else if (_desktop?.Desktop is { } desktop)
            desktop.Append(_time, batch => batch.AppendMark(type, text));
        else if (_earlyMarks.Count < MaxEarlyMarks)
            _earlyMarks.Add(text);
        MarkEarlyOnes();
    }

    private void MarkEarlyOnes()
    {
        if (!HasBegun || _earlyMarks.Count == 0)
            return;
        string[] marks = [.. _earlyMarks];
        _earlyMarks.Clear();
        foreach (var mark in marks)
            Mark(ImportedMarks.Foreign, mark);
    }
}
