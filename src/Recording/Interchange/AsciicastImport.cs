using System.Globalization;
using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Interchange;

/// <summary>Makes a terminal's recording from an asciicast of version 2.</summary>
public static class AsciicastImport
{
    /// <summary>Reads <paramref name="source"/> to its end. Throws <see cref="RecordingFormatException"/> if it is no asciicast; what is odd in it becomes a note.</summary>
    public static async Task<ImportResult> RunAsync(Stream source, ImportTarget target, CancellationToken cancellationToken)
    {
        var lines = new LineReader(source);
        var header = await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } first
            ? AsciicastHeader.Read(first)
            : throw new RecordingFormatException("this is no asciicast: it is empty");
        var recording = new ImportedTerminal(target, header.StartUnixMicroseconds, header.Columns, header.Rows);
        var notes = new ImportNotes();
        if (header.Title.Length > 0)
            recording.Recorder.Mark(0, ImportedMarks.Marker, header.Title);

        var (events, last, isWhole) = (0L, 0L, true);
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (AsciicastEvent.Read(line.Span) is not { } found)
            {
                isWhole &= !lines.IsCut;
                notes.Add(lines.IsCut ? "The file ends in the middle of an event." : "A line is no event and was left out.");
                continue;
            }

            if (found.Time < last)
                notes.Add("An event's time is before the one's before it; it was put at the same time.");
            last = Math.Max(last, found.Time);
            Apply(found with { Time = last }, recording, notes);
            events++;
            await recording.SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        return recording.Finish(isWhole, last, events, notes);
    }

    private static void Apply(AsciicastEvent found, ImportedTerminal recording, ImportNotes notes)
    {
        var recorder = recording.Recorder;
        switch (found.Code)
        {
            case "o":
                recorder.Output(found.Time, Encoding.UTF8.GetBytes(found.Data));
                break;
            case "i":
                recorder.Input(found.Time, Encoding.UTF8.GetBytes(found.Data));
                break;
            case "m":
                recorder.Mark(found.Time, ImportedMarks.Marker, found.Data);
                break;
            case "r" when TerminalSize.TryParse(found.Data, 'x', out var columns, out var rows):
                recorder.Resize(found.Time, columns, rows);
                break;
            case "x" when int.TryParse(found.Data, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var status):
                recorder.Exit(found.Time, status, "");
                break;
            default:
                notes.Add("An event has no record of its own; it became a mark.");
                recorder.Mark(found.Time, ImportedMarks.Foreign, $"asciicast {found.Code}: {found.Data}");
                break;
        }
    }
}
