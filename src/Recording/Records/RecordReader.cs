namespace Hindsight.Recording.Records;

/// <summary>A record in the bytes it was read from.</summary>
public readonly ref struct Record(RecordKind kind, long time, ulong step, ReadOnlySpan<byte> body)
{
    /// <summary>Its kind; perhaps one that this version does not know.</summary>
    public RecordKind Kind { get; } = kind;

    /// <summary>Milliseconds since the session's start.</summary>
    public long Time { get; } = time;

    /// <summary>Its <c>dt</c> as written, in milliseconds.</summary>
    public ulong Step { get; } = step;

    /// <summary>Its body.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Whether a reader that does not know the kind must stop until the next keyframe.</summary>
    public bool IsRequired => ((byte)Kind & 0x80) != 0;
}

/// <summary>
/// Walks the records of a chunk or of a live message. It never throws: it stops at the end or at the first record that
/// breaks the format, and <see cref="Problem"/> tells which.
/// </summary>
public ref struct RecordReader(ReadOnlySpan<byte> records, long firstTime)
{
    private readonly int _length = records.Length;
    private ReadOnlySpan<byte> _rest = records;
    private bool _started;

    /// <summary>The time of the last record that was read, in milliseconds since the session's start.</summary>
    public long Time { get; private set; } = firstTime;

    /// <summary>Bytes of the records that were read.</summary>
    public readonly int Consumed => _length - _rest.Length;

    /// <summary>What is wrong with the bytes, or null as long as nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The next record; false at the end and at the first damage.</summary>
    public bool TryRead(out Record record)
    {
        record = default;
        if (_rest.IsEmpty || Problem is not null)
            return false;

        var kind = (RecordKind)_rest[0];
        var rest = _rest[1..];
        if (!Varint.TryRead(ref rest, out var length) || !Varint.TryRead(ref rest, out var step))
            return Fail("a record's header is cut");
        if (length > (ulong)RecordLimits.MaxBodyOf(kind))
            return Fail("a record is longer than the format allows");
        if (length > (ulong)rest.Length)
            return Fail("a record is longer than its chunk");
        if (_started && step > (ulong)(RecordLimits.MaxTime - Time))
            return Fail("a record's time is over the format's limit");

        if (_started)
            Time += (long)step;
        _started = true;
        record = new Record(kind, Time, step, rest[..(int)length]);
        _rest = rest[(int)length..];
        return true;
    }

    private bool Fail(string problem)
    {
        Problem = problem;
        return false;
    }
}
