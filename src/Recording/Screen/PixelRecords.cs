using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>Writes an update's COPY and PIXELS records within the limits of one record. Reused by one encoder.</summary>
internal sealed class PixelRecords
{
    private readonly byte[] _copyBody = new byte[2 + (12 * CopyHints.Max)];
    private readonly Rect[] _pending = new Rect[SlcFormat.MaxRectangles];
    private int _count;
    private long _pixels;

    /// <summary>Appends COPY if there are moves.</summary>
    public void AppendCopies(ReadOnlySpan<ScreenCopy> moves, RecordBatch batch)
    {
        if (moves.IsEmpty)
            return;
        var length = Varint.Write(_copyBody, (ulong)moves.Length);
        foreach (ref readonly var move in moves)
        {
            BodyWriter.WriteU16(_copyBody, length, move.SourceX);
            BodyWriter.WriteU16(_copyBody, length + 2, move.SourceY);
            length += 4 + BodyWriter.WriteRect(_copyBody.AsSpan(length + 4), move.Target);
        }

        batch.Append(RecordKind.Copy, _copyBody.AsSpan(0, length));
    }

    /// <summary>Appends as many PIXELS as two lists of rectangles need, and returns the pixels coded.</summary>
    public long AppendPixels(
        ReadOnlySpan<Rect> first, ReadOnlySpan<Rect> second, bool photos, ReadOnlySpan<uint> picture, int stride, SlcEncoder codec, RecordBatch batch)
    {
        if (first.IsEmpty && second.IsEmpty)
            return 0;
        var workspace = SlcWorkspace.Pool.Rent();
        (_count, _pixels) = (0, 0);
        var total = 0L;
        for (var list = first; ; list = second)
        {
            foreach (ref readonly var rectangle in list)
            {
                total += rectangle.Area;
                var rows = SlcFormat.StripRows(rectangle.Width);
                for (var y = rectangle.Y; y < rectangle.Bottom; y += rows)
                {
                    var part = rectangle with { Y = y, Height = Math.Min(rows, rectangle.Bottom - y) };
                    if (_pixels + part.Area > SlcFormat.MessagePixels || _count == _pending.Length)
                        Flush(picture, stride, codec, workspace, photos, batch);
                    _pending[_count++] = part;
                    _pixels += part.Area;
                }
            }

            if (list == second)
                break;
        }

        Flush(picture, stride, codec, workspace, photos, batch);
        SlcWorkspace.Pool.Return(workspace);
        return total;
    }

    private void Flush(ReadOnlySpan<uint> picture, int stride, SlcEncoder codec, SlcWorkspace workspace, bool photos, RecordBatch batch)
    {
        var body = workspace.Body.Span;
        var length = Varint.Write(body, (ulong)_count);
        foreach (ref readonly var rectangle in _pending.AsSpan(0, _count))
            length += BodyWriter.WriteRect(body[length..], rectangle);
        var pending = _pending.AsSpan(0, _count);
        length += photos
            ? codec.EncodePhoto(picture, stride, pending, workspace, length)
            : codec.Encode(picture, stride, pending, workspace, length);
        batch.Append(RecordKind.Pixels, body[..length]);
        (_count, _pixels) = (0, 0);
    }
}
