using System.Buffers.Binary;

namespace Hindsight.Recording.Records;

/// <summary>Writes the records of terminals (docs/FORMAT.md, "Terminals").</summary>
public static class TerminalRecords
{
    /// <summary>The longest name of a signal, in bytes of UTF-8.</summary>
    private const int MaxSignal = 64;

    /// <summary>The most bytes of one output or input record; more is spread over several.</summary>
    public const int MaxOutput = 1 << 16;

    /// <summary>The program printed this; at most <see cref="MaxOutput"/> bytes, so that a seek's work is bounded.</summary>
    public static void AppendTerminalOutput(this RecordBatch batch, ReadOnlySpan<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, MaxOutput);
        batch.Append(RecordKind.TerminalOutput, output);
    }

    /// <summary>The person typed this. A kind of its own, so that it can be withheld: what is typed may be a password.</summary>
    public static void AppendTerminalInput(this RecordBatch batch, ReadOnlySpan<byte> input)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Length, MaxOutput);
        batch.Append(RecordKind.TerminalInput, input);
    }

    /// <summary>The program ended with a status, or by a signal (a name without SIG, else "").</summary>
    public static void AppendTerminalExit(this RecordBatch batch, int status, string signal)
    {
        Span<byte> body = stackalloc byte[4 + MaxSignal];
        BinaryPrimitives.WriteInt32LittleEndian(body, status);
        var name = EventRecords.Utf8(signal, MaxSignal);
        name.CopyTo(body[4..]);
        batch.Append(RecordKind.TerminalExit, body[..(4 + name.Length)]);
    }
}
