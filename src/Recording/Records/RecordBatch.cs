using System.Buffers;

namespace Hindsight.Recording.Records;

/// <summary>
/// The records of one moment, already in the bytes that live viewers and the recording share. Reused by its owner:
/// whoever keeps the bytes past the call that handed them over must copy them. Not thread-safe.
/// </summary>
public sealed class RecordBatch
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private long _previousTime;

    /// <summary>Milliseconds since the session's start.</summary>
    public long Time { get; private set; }

    /// <summary>Records appended since <see cref="Begin(long)"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The records' bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Empties the batch for the records of a moment that is not before the last one.</summary>
    public void Begin(long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Time);
        _bytes.ResetWrittenCount();

        // A batch without records leaves no dt behind, so the next one still counts from the last that had some.
        if (Count > 0)
            _previousTime = Time;
        (Time, Count) = (time, 0);
    }

    /// <summary>Empties the batch for records of <paramref name="time"/> that follow one of <paramref name="previousTime"/> from elsewhere.</summary>
    internal void Begin(long previousTime, long time)
    {
        _bytes.ResetWrittenCount();
        (_previousTime, Time, Count) = (previousTime, time, 0);
    }

    /// <summary>Appends a record; its <c>dt</c> counts from the batch before for the first record and is 0 for the others.</summary>
    public void Append(RecordKind kind, ReadOnlySpan<byte> body)
    {
        var header = _bytes.GetSpan(16);
        header[0] = (byte)kind;
        var length = 1 + Varint.Write(header[1..], (ulong)body.Length);
        length += Varint.Write(header[length..], Count == 0 ? (ulong)(Time - _previousTime) : 0);
        _bytes.Advance(length);
        _bytes.Write(body);
        Count++;
    }
}
