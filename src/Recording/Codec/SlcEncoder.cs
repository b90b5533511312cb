using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Codec;

/// <summary>
/// Encodes SLC messages (docs/FORMAT.md, "SLC messages"). Holds one history: 16 MiB of pixels and 1.5 MiB of hash
/// tables, resident as far as they were used. Not thread-safe.
/// </summary>
internal sealed unsafe partial class SlcEncoder : IDisposable
{
    private const int ShortHashBits = 18;
    private const int LongHashBits = 17;

    private readonly NativeArray<uint> _ring = new(SlcFormat.RingSize);

    // An entry is ten bits of the hash and a place, so that most misses cost no look at the history. Stale ones are
    // harmless: every match is compared before it is used.
    private readonly NativeArray<uint> _shortHash = new(1 << ShortHashBits);
    private readonly NativeArray<uint> _longHash = new(1 << LongHashBits);
    private readonly NativeArray<uint> _cache = new(256);
    private readonly NativeArray<uint> _columns = new(SlcFormat.MaxSide);
    private uint _position;
    private uint _filled;
    private uint _last = 1;
    private uint _beforeLast = 1;

    // Pixels since the last match: after many, only every fourth is looked up.
    private uint _misses;

    /// <summary>Creates an encoder with an empty history.</summary>
    public SlcEncoder() => _cache.Span.Fill(SlcFormat.Black);

    /// <summary>Encoders for pictures without a history; each caller begins with <see cref="Clear"/>.</summary>
    public static SlotPool<SlcEncoder> Pool { get; } = new(() => new SlcEncoder(), 2);

    /// <summary>Empties the history.</summary>
    public void Clear()
    {
        ClearState();
        _shortHash.Span.Clear();
        _longHash.Span.Clear();
    }

    /// <summary>
    /// Encodes the rectangles' pixels, at most <see cref="SlcFormat.MessagePixels"/> together, behind the first
    /// <paramref name="offset"/> bytes of the workspace's body. Returns the message's length.
    /// </summary>
    /// <param name="picture">The whole picture.</param>
    /// <param name="stride">Pixels of its rows.</param>
    /// <param name="rectangles">What to encode.</param>
    /// <param name="workspace">Where to.</param>
    /// <param name="offset">Bytes of the body that are in use.</param>
    /// <param name="smooth">Whether the pixels are a photo's: predicted, not looked for in the history. The rectangles are at least <see cref="MinSmoothSide"/> wide.</param>
    public int Encode(ReadOnlySpan<uint> picture, int stride, ReadOnlySpan<Rect> rectangles, SlcWorkspace workspace, int offset, bool smooth = false)
    {
        long pixels = 0;
        foreach (var rectangle in rectangles)
        {
            pixels += rectangle.Area;
            if (!rectangle.IsInside(stride, picture.Length / stride))
                throw new ArgumentOutOfRangeException(nameof(rectangles), rectangle, "a rectangle must lie inside the picture");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixels, SlcFormat.MessagePixels, nameof(rectangles));
        workspace.Counts.Span.Clear();
        _misses = 0;
        var token = workspace.Tokens.Pointer;
        foreach (var rectangle in rectangles)
        {
            _columns.Span[..rectangle.Width].Clear();
            var rows = SlcFormat.BandRows(rectangle.Width);
            for (var y = rectangle.Y; y < rectangle.Bottom; y += rows)
            {
                var band = rectangle with { Y = y, Height = Math.Min(rows, rectangle.Bottom - y) };
                var start = LoadBand(picture, stride, band);
                token = smooth
                    ? CodeSmoothBand(start, (uint)band.Width, (uint)band.Height, token, workspace.Counts.Pointer)
                    : CodeBand(start, (uint)band.Width, token, workspace.Counts.Pointer);
            }
        }

        return Emit(workspace, (int)(token - workspace.Tokens.Pointer), offset, smooth);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ring.Dispose();
        _shortHash.Dispose();
        _longHash.Dispose();
        _cache.Dispose();
        _columns.Dispose();
        _literals.Dispose();
    }

    private void ClearState()
    {
        (_position, _filled, _last, _beforeLast) = (0, 0, 1, 1);
        _cache.Span.Fill(SlcFormat.Black);
    }

    /// <summary>Copies the band into the ring and returns where it begins; it ends at the new position.</summary>
    private uint LoadBand(ReadOnlySpan<uint> picture, int stride, Rect band)
    {
        if (_position + (uint)band.Area > SlcFormat.RingUsable)
            _position = 0;
        var start = _position;
        var target = _ring.Span[(int)start..];
        for (var row = 0; row < band.Height; row++, target = target[band.Width..])
            picture.Slice(((band.Y + row) * stride) + band.X, band.Width).CopyTo(target);
        _position += (uint)band.Area;
        _filled = Math.Max(_filled, _position);
        return start;
    }
}
