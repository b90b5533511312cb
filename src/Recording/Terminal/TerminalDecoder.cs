using System.Buffers;
using System.Buffers.Binary;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Terminal;

/// <summary>Shows a terminal from its records. What docs/FORMAT.md does not allow is a <see cref="RecordingFormatException"/>. Not thread-safe.</summary>
public sealed class TerminalDecoder
{
    /// <summary>The terminal; null before the first TERMINAL_KEYFRAME.</summary>
    public TerminalEmulator? Terminal { get; private set; }

    /// <summary>Applies a record. Kinds that are not about the terminal's screen are left alone.</summary>
    /// <exception cref="RecordingFormatException">The body is not what its kind needs.</exception>
    public void Apply(RecordKind kind, ReadOnlySpan<byte> body)
    {
        if (kind == RecordKind.TerminalKeyframe)
        {
            var (columns, rows) = ReadSize(body);
            Terminal = new TerminalEmulator(columns, rows);
            Terminal.Write(body[4..]);
        }
        else if (kind == RecordKind.TerminalOutput)
        {
            if (Terminal is null)
                throw new RecordingFormatException("a record writes to a terminal that has no size yet");
            Terminal.Write(body);
        }
    }

    /// <summary>Writes the body of a TERMINAL_KEYFRAME of the present state.</summary>
    public static void WriteKeyframeBody(TerminalEmulator terminal, IBufferWriter<byte> body)
    {
        var size = body.GetSpan(4);
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)terminal.Columns);
        BinaryPrimitives.WriteUInt16LittleEndian(size[2..], (ushort)terminal.Rows);
        body.Advance(4);
        terminal.WriteState(body);
    }

    /// <summary>The size in a TERMINAL_KEYFRAME.</summary>
    internal static (int Columns, int Rows) ReadSize(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4)
            throw new RecordingFormatException("a record's body ends too early");
        int columns = BinaryPrimitives.ReadUInt16LittleEndian(body), rows = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        return TerminalLimits.IsValid(columns, rows) ? (columns, rows) : throw new RecordingFormatException("a terminal has an impossible size");
    }
}
