using Hindsight.Recording.Chunks;
using Hindsight.Recording.Playback;
using Hindsight.Recording.Records;
using Hindsight.Recording.Terminal;

namespace Hindsight.Recording.Interchange;

/// <summary>
/// Writes a terminal's recording as plain text: the lines as they were when they left the screen, without times and colours.
/// What full-screen programs drew is left out.
/// </summary>
public static class TerminalTextExport
{
    /// <summary>Writes all of a recording. What is damaged is passed over.</summary>
    /// <exception cref="RecordingFormatException">It is no terminal's recording, or too damaged or locked to be read.</exception>
    public static async Task RunAsync(IRecordingSource source, OpenedRecording recording, TextWriter output, CancellationToken cancellationToken)
    {
        if (recording.Header is { Kind: not RecordingKind.Terminal })
            throw new RecordingFormatException("only a terminal's recording can become text");
        TerminalEmulator? terminal = null;
        TerminalText? text = null;
        var lines = new List<string>();
        var walk = new RecordWalk(source);
        while (await walk.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            Apply(walk, lines, ref terminal, ref text);
            foreach (var line in lines)
                await output.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
            lines.Clear();
        }

        if (terminal is not null)
            text!.Finish(terminal);
        foreach (var line in lines)
            await output.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    private static void Apply(RecordWalk walk, List<string> lines, ref TerminalEmulator? terminal, ref TerminalText? text)
    {
        var reader = new RecordReader(walk.Records, walk.FirstTime);
        while (reader.TryRead(out var record))
        {
            if (record.Kind == RecordKind.TerminalOutput)
            {
                terminal?.Write(record.Body);
                continue;
            }

            if (record.Kind != RecordKind.TerminalKeyframe)
                continue;
            var (columns, rows) = TerminalDecoder.ReadSize(record.Body);
            if (terminal is null || walk.IsBehindDamage)
            {
                if (terminal is not null)
                    text!.Finish(terminal);
                terminal = new TerminalEmulator(columns, rows);
                terminal.Write(record.Body[4..]);
                text = new TerminalText(terminal, lines.Add);
            }
            else if ((columns, rows) != (terminal.Columns, terminal.Rows))
            {
                terminal.Resize(columns, rows);
            }
        }
    }
}
