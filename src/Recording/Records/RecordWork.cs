using System.Buffers.Binary;

namespace Hindsight.Recording.Records;

/// <summary>
/// What a record costs a reader that decodes it without drawing, in pixels of PIXELS: the unit in which the work of a
/// seek is bounded (docs/FORMAT.md, "Segments").
/// </summary>
public static class RecordWork
{
    /// <summary>A message with tables of its own, in pixels.</summary>
    private const int Message = 4096;

    /// <summary>A record or a rectangle, in pixels.</summary>
    private const int Step = 64;

    /// <summary>A byte of a terminal's output, in pixels.</summary>
    private const int OutputByte = 32;

    /// <summary>A kept or drawn tile, in pixels: a quarter of its own, whatever cells of it are drawn.</summary>
    private const int Tile = 64 * 64 / 4;

    /// <summary>The most pixels of the screen that a RESTART puts into the history.</summary>
    private const long RestartPixels = 1 << 21;

    /// <summary>The work of one record. A body that breaks the format counts its bytes.</summary>
    public static long Of(RecordKind kind, ReadOnlySpan<byte> body) => kind switch
    {
        RecordKind.Keyframe => body.Length >= 4 ? (long)U16(body) * U16(body[2..]) : body.Length,
        RecordKind.TerminalKeyframe or RecordKind.TerminalOutput => Step + ((long)body.Length * OutputByte),
        RecordKind.Pixels => Message + Rectangles(body, stride: 8, widthAt: 4),
        RecordKind.Copy => Step + Rectangles(body, stride: 12, widthAt: 8, divisor: 4),
        RecordKind.TileSave => Step + Tiles(body, withCells: false),
        RecordKind.TileDraw => Step + Tiles(body, withCells: true),
        _ => Step,
    };

    /// <summary>What a RESTART costs besides: the part of the screen that goes into the history is copied.</summary>
    public static long OfRestart(long screen) => Math.Min(screen, RestartPixels) / 8;

    private static long Rectangles(ReadOnlySpan<byte> body, int stride, int widthAt, int divisor = 1)
    {
        var length = body.Length;
        if (!Varint.TryRead(ref body, out var count) || count > RecordLimits.MaxRectangles || (long)count * stride > body.Length)
            return length;

        long area = 0;
        for (var i = 0; i < (int)count; i++, body = body[stride..])
            area += (long)U16(body[widthAt..]) * U16(body[(widthAt + 2)..]);
        return (area / divisor) + ((long)count * Step);
    }

    private static long Tiles(ReadOnlySpan<byte> body, bool withCells)
    {
        var length = body.Length;
        if (!Varint.TryRead(ref body, out var runs) || runs > RecordLimits.MaxRectangles)
            return length;
        var work = (long)runs * Step;
        for (var i = 0; i < (int)runs; i++)
        {
            ulong tiles = 0;
            for (var field = 0; field < 4; field++)
            {
                if (!Varint.TryRead(ref body, out tiles))
                    return length;
            }

            if (tiles > RecordLimits.MaxRectangles || (withCells && body.Length < 2))
                return length;
            body = withCells ? body[2..] : body;
            work += (long)tiles * Tile;
        }

        return work;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
