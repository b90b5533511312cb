using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Index;

/// <summary>
/// A moment worth a tick on the timeline. <see cref="Detail"/> and <see cref="Value"/> depend on the kind (docs/FORMAT.md,
/// "Index"): direction and bytes of CLIPBOARD, level of NOTICE, type of MARK, cause and milliseconds of GAP,
/// width &lt;&lt; 16 | height of RESIZE, cause of END.
/// </summary>
public sealed record IndexMark(long Time, RecordKind Kind, byte Detail, long Value, string Text)
{
    /// <summary>The longest text in an index, in bytes of UTF-8; the record has the whole of it.</summary>
    public const int MaxText = 160;

    /// <summary>The mark of a record, or null for the kinds that have none.</summary>
    public static IndexMark? Of(in Record record)
    {
        var body = record.Body;
        switch (record.Kind)
        {
            case RecordKind.Clipboard when body.Length > 1:
                var sizes = body[1..];
                return Varint.TryRead(ref sizes, out var bytes) ? Create(record, body[0], bytes, []) : null;
            case RecordKind.Notice or RecordKind.Mark or RecordKind.End when body.Length > 0:
                return Create(record, body[0], 0, body[1..]);
            case RecordKind.Gap:
                return Varint.TryRead(ref body, out var missing) && body.Length > 0 ? Create(record, body[0], missing, body[1..]) : null;
            default:
                return null;
        }
    }

    /// <summary>The mark of a screen that has a new size.</summary>
    public static IndexMark OfResize(long time, int width, int height) =>
        new(time, RecordKind.Resize, 0, ((long)width << 16) | (uint)height, "");

    // Through a string and back, so that bytes that are no UTF-8 become the same text wherever the mark is made.
    private static IndexMark Create(in Record record, byte detail, ulong value, ReadOnlySpan<byte> text) =>
        new(record.Time, record.Kind, detail, (long)Math.Min(value, (ulong)RecordLimits.MaxTime),
            Encoding.UTF8.GetString(EventRecords.Utf8(Encoding.UTF8.GetString(text[..Math.Min(text.Length, RecordLimits.MaxText)]), MaxText)));
}
