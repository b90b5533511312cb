using System.Buffers;
using Hindsight.Recording.Chunks;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Terminal;

/// <summary>
/// Records a terminal: keeps track of what it shows and gives the writer a keyframe whenever one is due or the size changes.
/// Times are milliseconds since the session's start; one that is before the last counts as the last. Not thread-safe.
/// </summary>
public sealed class TerminalRecorder
{
    private readonly RecordingWriter _writer;
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _keyframe = new();
    private long _time;

    /// <summary>
    /// Begins with an empty terminal and its keyframe. A size that no terminal can have becomes the nearest. The writer's
    /// recording is of kind terminal; its owner seals what it has, for which <see cref="SealDue"/> is there.
    /// </summary>
    public TerminalRecorder(RecordingWriter writer, int columns, int rows, long time = 0)
    {
        _writer = writer;
        (columns, rows) = TerminalLimits.Nearest(columns, rows);
        Terminal = new TerminalEmulator(columns, rows);
        AppendKeyframe(time);
    }

    /// <summary>What the terminal shows.</summary>
    public TerminalEmulator Terminal { get; }

    /// <summary>The time of the last record.</summary>
    public long Time => _time;

    /// <summary>The program printed something.</summary>
    public void Output(long time, ReadOnlySpan<byte> output)
    {
        while (!output.IsEmpty)
        {
            var part = output[..Math.Min(output.Length, TerminalRecords.MaxOutput)];
            if (_writer.SegmentDue(Math.Max(time, _time)))
                AppendKeyframe(time);
            Begin(time).AppendTerminalOutput(part);
            _writer.Append(_batch);
            Terminal.Write(part);
            output = output[part.Length..];
        }
    }

    /// <summary>The person typed something.</summary>
    public void Input(long time, ReadOnlySpan<byte> input)
    {
        for (; !input.IsEmpty; input = input[Math.Min(input.Length, TerminalRecords.MaxOutput)..])
        {
            Begin(time).AppendTerminalInput(input[..Math.Min(input.Length, TerminalRecords.MaxOutput)]);
            _writer.Append(_batch);
        }
    }

    /// <summary>The window has another size.</summary>
    public void Resize(long time, int columns, int rows)
    {
        (columns, rows) = TerminalLimits.Nearest(columns, rows);
        if ((columns, rows) == (Terminal.Columns, Terminal.Rows))
            return;
        Terminal.Resize(columns, rows);
        AppendKeyframe(time);
    }

    /// <summary>The program ended.</summary>
    public void Exit(long time, int status, string signal)
    {
        Begin(time).AppendTerminalExit(status, signal);
        _writer.Append(_batch);
    }

    /// <summary>A named moment.</summary>
    public void Mark(long time, byte type, string text)
    {
        Begin(time).AppendMark(type, text);
        _writer.Append(_batch);
    }

    /// <summary>Seals the chunks that are due at the present time.</summary>
    public void SealDue(IBufferWriter<byte> output)
    {
        while (_writer.ChunkDue(_time) && _writer.TrySealChunk(output, out _))
        {
        }
    }

    private RecordBatch Begin(long time)
    {
        var before = _time;
        _time = Math.Max(time, _time);
        _batch.Begin(before, _time);
        return _batch;
    }

    private void AppendKeyframe(long time)
    {
        _time = Math.Max(time, _time);
        _keyframe.ResetWrittenCount();
        TerminalDecoder.WriteKeyframeBody(Terminal, _keyframe);
        _writer.AppendKeyframe(_time, _keyframe.WrittenSpan, Terminal.Columns, Terminal.Rows);
    }
}
