using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Index;

/// <summary>The body of an index chunk (docs/FORMAT.md, "Index").</summary>
public static class IndexBody
{
    /// <summary>Writes <paramref name="index"/>.</summary>
    public static void Write(RecordingIndex index, IBufferWriter<byte> output)
    {
        WriteVarint(output, (ulong)index.Segments.Count);
        var before = default(SegmentRow);
        foreach (var row in index.Segments)
        {
            WriteVarint(output, (ulong)(row.Time - before.Time));
            WriteVarint(output, (ulong)(row.Offset - before.Offset));
            WriteVarint(output, row.Sequence - before.Sequence);
            var size = output.GetSpan(4);
            BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)row.Width);
            BinaryPrimitives.WriteUInt16LittleEndian(size[2..], (ushort)row.Height);
            output.Advance(4);
            before = row;
        }

        WriteVarint(output, (ulong)index.ActivityBucket);
        WriteActivity(index.Activity, output);

        WriteVarint(output, (ulong)index.OmittedMarks);
        WriteVarint(output, (ulong)index.Marks.Count);
        long time = 0;
        foreach (var mark in index.Marks)
        {
            WriteVarint(output, (ulong)(mark.Time - time));
            output.Write([(byte)mark.Kind, mark.Detail]);
            WriteVarint(output, (ulong)mark.Value);
            var text = EventRecords.Utf8(mark.Text, IndexMark.MaxText);
            WriteVarint(output, (ulong)text.Length);
            output.Write(text);
            time = mark.Time;
        }
    }

    /// <summary>Reads an index; false if it breaks the format. Every count is checked against the bytes that are there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out RecordingIndex? index)
    {
        index = null;
        if (!TryReadSegments(ref body, out var segments)
            || !Varint.TryRead(ref body, out var bucket) || bucket is < 1000 or > (ulong)RecordLimits.MaxTime
            || !TryReadActivity(ref body, out var activity)
            || !Varint.TryRead(ref body, out var omitted) || omitted > (ulong)RecordLimits.MaxTime
            || !TryReadMarks(ref body, out var marks)
            || !body.IsEmpty)
            return false;

        index = new RecordingIndex
        {
            Segments = segments,
            Activity = activity,
            ActivityBucket = (long)bucket,
            Marks = marks,
            OmittedMarks = (long)omitted,
        };
        return true;
    }

    private static bool TryReadSegments(ref ReadOnlySpan<byte> body, out SegmentRow[] rows)
    {
        rows = [];
        if (!TryReadCount(ref body, RecordingIndex.MaxSegments, smallest: 7, out var count))
            return false;
        rows = new SegmentRow[count];
        var (time, offset, sequence) = (0L, 0L, 0L);
        for (var i = 0; i < count; i++)
        {
            if (!TryReadStep(ref body, ref time, RecordLimits.MaxTime)
                || !TryReadStep(ref body, ref offset, RecordLimits.MaxTime)
                || !TryReadStep(ref body, ref sequence, uint.MaxValue)
                || body.Length < 4)
                return false;
            rows[i] = new SegmentRow(time, offset, (uint)sequence,
                BinaryPrimitives.ReadUInt16LittleEndian(body), BinaryPrimitives.ReadUInt16LittleEndian(body[2..]));
            if (i > 0 && offset <= rows[i - 1].Offset)
                return false;
            body = body[4..];
        }

        return true;
    }

    // A 0 is followed by how many there are, so hours in which nothing happened take two or three bytes.
    private static void WriteActivity(IReadOnlyList<long> activity, IBufferWriter<byte> output)
    {
        WriteVarint(output, (ulong)activity.Count);
        for (var i = 0; i < activity.Count; i++)
        {
            WriteVarint(output, (ulong)activity[i]);
            if (activity[i] != 0)
                continue;
            var run = 1;
            while (i + run < activity.Count && activity[i + run] == 0)
                run++;
            WriteVarint(output, (ulong)run);
            i += run - 1;
        }
    }

    private static bool TryReadActivity(ref ReadOnlySpan<byte> body, out long[] activity)
    {
        activity = [];
        if (!Varint.TryRead(ref body, out var count) || count > RecordingIndex.MaxActivity)
            return false;
        activity = new long[count];
        for (var i = 0; i < activity.Length; i++)
        {
            if (!TryReadStep(ref body, ref activity[i], RecordLimits.MaxTime))
                return false;
            if (activity[i] != 0)
                continue;
            if (!Varint.TryRead(ref body, out var run) || run == 0 || run > (ulong)(activity.Length - i))
                return false;
            i += (int)run - 1;
        }

        return true;
    }

    private static bool TryReadMarks(ref ReadOnlySpan<byte> body, out IndexMark[] marks)
    {
        marks = [];
        if (!TryReadCount(ref body, RecordingIndex.MaxMarks, smallest: 5, out var count))
            return false;
        marks = new IndexMark[count];
        long time = 0;
        for (var i = 0; i < count; i++)
        {
            if (!TryReadStep(ref body, ref time, RecordLimits.MaxTime) || body.Length < 2)
                return false;
            var (kind, detail, value) = ((RecordKind)body[0], body[1], 0L);
            body = body[2..];
            if (!TryReadStep(ref body, ref value, RecordLimits.MaxTime)
                || !TryReadCount(ref body, IndexMark.MaxText, smallest: 1, out var length))
                return false;
            marks[i] = new IndexMark(time, kind, detail, value, Encoding.UTF8.GetString(body[..length]));
            body = body[length..];
        }

        return true;
    }

    /// <summary>Reads how many things of at least <paramref name="smallest"/> bytes follow.</summary>
    private static bool TryReadCount(ref ReadOnlySpan<byte> body, int limit, int smallest, out int count)
    {
        count = 0;
        if (!Varint.TryRead(ref body, out var value) || value > (ulong)limit || (long)value * smallest > body.Length)
            return false;
        count = (int)value;
        return true;
    }

    private static bool TryReadStep(ref ReadOnlySpan<byte> body, ref long value, long limit)
    {
        if (!Varint.TryRead(ref body, out var step) || step > (ulong)(limit - value))
            return false;
        value += (long)step;
        return true;
    }

    private static void WriteVarint(IBufferWriter<byte> output, ulong value) =>
        output.Advance(Varint.Write(output.GetSpan(Varint.MaxLength), value));
}
