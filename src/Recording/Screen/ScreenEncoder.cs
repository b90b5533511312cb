using System.Buffers;
using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Turns what a desktop draws into records: each really changed pixel once, exactly. Holds the last picture and the
/// codec's history, about 27 MiB for a 1080p screen. Not thread-safe; its owner disposes it at the session's end.
/// </summary>
public sealed class ScreenEncoder : IDisposable
{
    private readonly SlcEncoder _codec = new();
    private readonly CopyPlanner _copies = new();
    private readonly RectangleMerger _merger = new();
    private readonly PixelRecords _pixelRecords = new();
    private uint[] _picture = [];
    private CellGrid _cells = new(0, 0);

    /// <summary>Creates an encoder whose picture is black and whose history is empty.</summary>
    public ScreenEncoder(int width, int height) => Reset(width, height);

    /// <summary>Pixels in a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The last encoded picture: 0xFFRRGGBB, <see cref="Width"/> pixels a row.</summary>
    public ReadOnlySpan<uint> Picture => _picture;

    /// <summary>Pixels coded since the last restart or resize: what a reader that begins there has to decode.</summary>
    public long PixelsSinceRestart { get; private set; }

    /// <summary>
    /// Gives the screen a new size, black, and appends RESIZE and RESTART. A recording gets a KEYFRAME in their place;
    /// without the RESTART the history would not be the one that a KEYFRAME leaves.
    /// </summary>
    public void Resize(int width, int height, RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Reset(width, height);
        Span<byte> body = stackalloc byte[4];
        BodyWriter.WriteU16(body, 0, width);
        BodyWriter.WriteU16(body, 2, height);
        batch.Append(RecordKind.Resize, body);
        Restart(batch);
    }

    /// <summary>
    /// Takes over what changed and appends COPY and PIXELS records for it; nothing if nothing did. Afterwards the
    /// picture equals <paramref name="pixels"/> in the damaged rectangles and in the targets of those hints that were
    /// used, and is as before elsewhere.
    /// </summary>
    /// <param name="pixels">The whole screen. May be changed by someone else during the call; damaged pixels are taken over once, and that is what is coded.</param>
    /// <param name="stride">Pixels from one row of <paramref name="pixels"/> to the next.</param>
    /// <param name="damage">Where pixels may have changed. What lies outside the screen is ignored.</param>
    /// <param name="copies">Hints of what was moved, in order. They may be wrong.</param>
    /// <param name="batch">Where the records go.</param>
    public ScreenUpdate Encode(ReadOnlySpan<uint> pixels, int stride, ReadOnlySpan<Rect> damage, ReadOnlySpan<ScreenCopy> copies, RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, Width);
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, ((long)(Height - 1) * stride) + Width, nameof(pixels));
        var bytes = batch.Bytes.Length;
        _cells.Clear();
        var moves = copies.IsEmpty ? default : _copies.Apply(copies, pixels, stride, _picture, Width, Height);
        var copied = 0L;
        foreach (var move in moves)
        {
            copied += move.Target.Area;
            _cells.Take(pixels, stride, _picture, move.Target);
        }

        foreach (var rectangle in damage)
        {
            if (rectangle.TryClip(Width, Height, out var inside))
                _cells.Take(pixels, stride, _picture, inside);
        }

        _pixelRecords.AppendCopies(moves, batch);
        PixelsSinceRestart += _pixelRecords.AppendPixels(_merger.Merge(_cells), _picture, Width, _codec, batch);
        return new ScreenUpdate(_cells.ChangedPixels(), copied, batch.Bytes.Length - bytes);
    }

    /// <summary>Makes the present picture the codec's history and appends RESTART. Whoever knows the picture can decode from here on.</summary>
    public void Restart(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _codec.Restart(_picture, Width, Height);
        PixelsSinceRestart = 0;
        batch.Append(RecordKind.Restart, default);
    }

    /// <summary>
    /// Writes the body of a KEYFRAME of the present picture. The history is not touched: the caller appends RESTART at
    /// the same moment for those who go on without the keyframe.
    /// </summary>
    public void WriteKeyframeBody(int pointerX, int pointerY, PointerShape shape, IBufferWriter<byte> body) =>
        KeyframeBody.Write(_picture, Width, Height, pointerX, pointerY, shape, body);

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private void Reset(int width, int height)
    {
        ScreenLimits.ThrowUnlessValid(width, height);
        if (width != Width || height != Height)
        {
            _picture = new uint[width * height];
            _cells = new CellGrid(width, height);
            (Width, Height) = (width, height);
        }

        Array.Fill(_picture, SlcFormat.Black);
        _codec.Clear();
        PixelsSinceRestart = 0;
    }
}
