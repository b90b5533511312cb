using System.Buffers;
using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Turns what a desktop draws into records: each really changed pixel once, exactly. Holds the last picture and the
/// codec's history, about 27 MiB for a 1080p screen, and up to 16 MiB of tiles. Not thread-safe; its owner disposes it at the session's end.
/// </summary>
public sealed class ScreenEncoder : IDisposable
{
    private readonly SlcEncoder _codec = new();
    private readonly CopyPlanner _copies = new();
    private readonly CopySearch _search = new();
    private readonly TileMemory _tiles = new();
    private readonly RectangleMerger _merger = new();
    private readonly PhotoSplitter _photos = new();
    private readonly PixelRecords _pixelRecords = new();
    private uint[] _picture = [];
    private CellGrid _cells = new(0, 0);

    // Where the picture differed before the update.
    private CellGrid _different = new(0, 0);

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
    /// Takes over what changed and appends TILE, COPY and PIXELS records for it; nothing if nothing did. Afterwards the
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
        _pixelRecords.AppendCopies(moves, batch);
        var moved = AreaOf(moves);
        CellGrid? marked = null;
        foreach (ref readonly var move in moves)
            _tiles.NoteChange(move.Target, batch.Time);
        if (AreaOf(damage) >= CopySearch.MinCells * CellGrid.Side * CellGrid.Side)
        {
            Mark(pixels, stride, damage, moves);
            moved += Search(pixels, stride, batch);
            marked = _different;
        }

        foreach (ref readonly var move in moves)
            _cells.Take(pixels, stride, _picture, move.Target, marked);
        for (var i = 0; i < damage.Length;)
        {
            if (NextRun(damage, ref i).TryClip(Width, Height, out var inside))
                _cells.Take(pixels, stride, _picture, inside, marked);
        }

        _tiles.NoteChanges(_cells, batch.Time);
        var changed = _cells.ChangedPixels();
        _photos.Split(_cells, _picture, Width, Height, _codec);
        var rectangles = _merger.Merge(_cells, _photos.Photos.IsEmpty ? null : _photos.Cells);
        PixelsSinceRestart += _pixelRecords.AppendPixels(rectangles, _photos.Others, photos: false, _picture, Width, _codec, batch);
        PixelsSinceRestart += _pixelRecords.AppendPixels(_photos.Photos, default, photos: true, _picture, Width, _codec, batch);
        return new ScreenUpdate(changed, moved, batch.Bytes.Length - bytes);
    }

    /// <summary>Makes the present picture the codec's history and appends RESTART. Whoever knows the picture can decode from here on.</summary>
    public void Restart(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _codec.Restart(_picture, Width, Height);
        _tiles.Clear();
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

    private static long AreaOf(ReadOnlySpan<Rect> damage)
    {
        var area = 0L;
        foreach (ref readonly var rectangle in damage)
            area += rectangle.Area;
        return area;
    }

    private static long AreaOf(ReadOnlySpan<ScreenCopy> moves)
    {
        var area = 0L;
        foreach (ref readonly var move in moves)
            area += move.Target.Area;
        return area;
    }

    /// <summary>Marks where the picture differs. Nothing is taken over before moves are found: the reader applies them to the picture that it has.</summary>
    private void Mark(ReadOnlySpan<uint> pixels, int stride, ReadOnlySpan<Rect> damage, ReadOnlySpan<ScreenCopy> hinted)
    {
        _different.Clear();
        foreach (ref readonly var move in hinted)
            _different.Compare(pixels, stride, _picture, move.Target);
        for (var i = 0; i < damage.Length;)
        {
            if (NextRun(damage, ref i).TryClip(Width, Height, out var inside))
                _different.Compare(pixels, stride, _picture, inside);
        }
    }

    /// <summary>Draws what was there before and moves what the pixels show to have moved. Returns the pixels that this made right.</summary>
    private long Search(ReadOnlySpan<uint> pixels, int stride, RecordBatch batch)
    {
        // Drawing first would take away what a move reads, unless there is hardly anything left to move.
        var isKnown = _tiles.Look(pixels, stride, _picture, _different, batch);
        var drawn = isKnown ? _tiles.Draw(_picture, _different, batch) : 0;
        var moves = _search.Apply(pixels, stride, _picture, Width, Height, _different);
        _pixelRecords.AppendCopies(moves, batch);
        if (!isKnown)
            drawn += _tiles.Draw(_picture, _different, batch);
        return drawn + AreaOf(moves);
    }

    /// <summary>The next rectangle, joined with those behind it that continue it to the right: hosts report tiles.</summary>
    private static Rect NextRun(ReadOnlySpan<Rect> damage, ref int next)
    {
        var run = damage[next++];
        for (; next < damage.Length && Continues(run, damage[next]); next++)
            run = run with { Width = run.Width + damage[next].Width };
        return run;
    }

    // Widths are bounded, so that the sum of two is a number.
    private static bool Continues(in Rect run, in Rect tile) =>
        tile.Y == run.Y && tile.Height == run.Height && (long)run.X + run.Width == tile.X
        && run.Width is > 0 and <= ScreenLimits.MaxSide && tile.Width is > 0 and <= ScreenLimits.MaxSide;

    private void Reset(int width, int height)
    {
        ScreenLimits.ThrowUnlessValid(width, height);
        if (width != Width || height != Height)
        {
            _picture = new uint[width * height];
            _cells = new CellGrid(width, height);
            _different = new CellGrid(width, height);
            _photos.Reset(width, height);
            (Width, Height) = (width, height);
        }

        Array.Fill(_picture, SlcFormat.Black);
        _codec.Clear();
        _tiles.Reset(width, height);
        PixelsSinceRestart = 0;
    }
}
