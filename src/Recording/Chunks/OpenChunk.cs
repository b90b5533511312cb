using System.Buffers;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Chunks;

/// <summary>Records that are not sealed yet.</summary>
internal sealed class OpenChunk
{
    private readonly ArrayBufferWriter<byte> _body = new(16 * 1024);

    /// <summary>The records' bytes.</summary>
    public ReadOnlySpan<byte> Body => _body.WrittenSpan;

    /// <summary>Bytes that the chunk has room for without growing.</summary>
    public int Capacity => _body.Capacity;

    /// <summary>Records so far.</summary>
    public uint Count { get; private set; }

    /// <summary>The time of the first record, in milliseconds since the session's start.</summary>
    public long FirstTime { get; private set; }

    /// <summary>The time of the last record.</summary>
    public long LastTime { get; private set; }

    /// <summary>Whether the first record is a keyframe, and the size of its screen.</summary>
    public (int Width, int Height)? Keyframe { get; private set; }

    /// <summary>Appends records of one time.</summary>
    public void Append(long time, int count, ReadOnlySpan<byte> records)
    {
        if (Count == 0)
            FirstTime = time;
        LastTime = time;
        Count += (uint)count;
        _body.Write(records);
    }

    /// <summary>Begins the chunk with a KEYFRAME or TERMINAL_KEYFRAME record.</summary>
    public void AppendKeyframe(RecordKind kind, long time, ulong step, ReadOnlySpan<byte> body, int width, int height)
    {
        Span<byte> header = stackalloc byte[1 + (2 * Varint.MaxLength)];
        header[0] = (byte)kind;
        var length = 1 + Varint.Write(header[1..], (ulong)body.Length);
        length += Varint.Write(header[length..], step);
        Append(time, 1, header[..length]);
        _body.Write(body);
        Keyframe = (width, height);
    }

    /// <summary>Makes the chunk empty, ready for another use.</summary>
    public void Clear()
    {
        _body.ResetWrittenCount();
        (Count, Keyframe) = (0, null);
    }
}
