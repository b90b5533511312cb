using System.Buffers.Binary;
using System.Text;

namespace Hindsight.Recording.Records;

/// <summary>How much a notice matters.</summary>
public enum NoticeLevel : byte
{
    /// <summary>Good to know.</summary>
    Information = 0,

    /// <summary>Something may be wrong.</summary>
    Warning = 1,

    /// <summary>Something is wrong.</summary>
    Error = 2,
}

/// <summary>Where clipboard text went.</summary>
public enum ClipboardDirection : byte
{
    /// <summary>From the person to the desktop.</summary>
    ToDesktop = 0,

    /// <summary>From the desktop to the person.</summary>
    FromDesktop = 1,
}

/// <summary>Why time is missing from a recording.</summary>
public enum GapCause : byte
{
    /// <summary>None of the others; the text says it.</summary>
    Other = 0,

    /// <summary>The recorder could not keep up with the screen.</summary>
    Overload = 1,

    /// <summary>The spool or the store did not take the data.</summary>
    Storage = 2,

    /// <summary>The recording was paused by a rule.</summary>
    Paused = 3,
}

/// <summary>Writes the records that are not about pixels (docs/FORMAT.md, "Records"). Texts that are too long are cut.</summary>
public static class EventRecords
{
    /// <summary>The pointer is now at this place.</summary>
    public static void AppendPointerMove(this RecordBatch batch, int x, int y)
    {
        Span<byte> body = stackalloc byte[4];
        WritePoint(body, x, y);
        batch.Append(RecordKind.PointerMove, body);
    }

    /// <summary>A button went down or up, or a wheel moved a notch; <paramref name="button"/> as in BUTTON.</summary>
    public static void AppendButton(this RecordBatch batch, byte button, bool down, int x, int y)
    {
        Span<byte> body = [button, down ? (byte)1 : (byte)0, 0, 0, 0, 0];
        WritePoint(body[2..], x, y);
        batch.Append(RecordKind.Button, body);
    }

    /// <summary>Clipboard text of so many bytes was passed on.</summary>
    public static void AppendClipboard(this RecordBatch batch, ClipboardDirection direction, long bytes)
    {
        Span<byte> body = stackalloc byte[1 + Varint.MaxLength];
        body[0] = (byte)direction;
        var length = 1 + Varint.Write(body[1..], (ulong)bytes);
        batch.Append(RecordKind.Clipboard, body[..length]);
    }

    /// <summary>A sentence that the person was shown.</summary>
    public static void AppendNotice(this RecordBatch batch, NoticeLevel level, string text) =>
        batch.Append(RecordKind.Notice, TextBody([(byte)level], text));

    /// <summary>A named moment.</summary>
    public static void AppendMark(this RecordBatch batch, byte type, string text) =>
        batch.Append(RecordKind.Mark, TextBody([type], text));

    /// <summary>The <paramref name="milliseconds"/> before this moment are missing.</summary>
    public static void AppendGap(this RecordBatch batch, long milliseconds, GapCause cause, string text)
    {
        Span<byte> start = stackalloc byte[Varint.MaxLength + 1];
        var length = Varint.Write(start, (ulong)milliseconds);
        start[length++] = (byte)cause;
        batch.Append(RecordKind.Gap, TextBody(start[..length], text));
    }

    /// <summary>The session ended.</summary>
    internal static void AppendEnd(this RecordBatch batch, SealCause cause, string text) =>
        batch.Append(RecordKind.End, TextBody([(byte)cause], text));

    /// <summary>The UTF-8 bytes of <paramref name="text"/>, cut between two characters to at most <paramref name="limit"/>.</summary>
    internal static byte[] Utf8(string text, int limit)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= limit)
            return bytes;
        var end = limit;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80)
            end--;
        return bytes[..end];
    }

    private static byte[] TextBody(ReadOnlySpan<byte> start, string text) => [.. start, .. Utf8(text, RecordLimits.MaxText)];

    private static void WritePoint(Span<byte> target, int x, int y)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)Math.Clamp(x, 0, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], (ushort)Math.Clamp(y, 0, ushort.MaxValue));
    }
}
