using Hindsight.Recording.Screen;

namespace Hindsight.Recording.Codec;

/// <summary>
/// Decodes SLC messages (docs/FORMAT.md, "SLC messages"). Its code is safe, and so bounded whatever the bytes are; after
/// an exception only <see cref="Clear"/> makes the state useful again. Not thread-safe.
/// </summary>
internal sealed partial class SlcDecoder
{
    private readonly HuffmanTables _ownTables = new();
    private readonly uint[] _cache = new uint[256];
    private int[] _columns = [];

    // Grows up to RingUsable as it is filled, so that small screens stay small.
    private uint[] _ring = [];
    private int _position;
    private int _filled;
    private int _last;
    private int _beforeLast;

    /// <summary>Creates a decoder with an empty history.</summary>
    public SlcDecoder() => Clear();

    /// <summary>Empties the history.</summary>
    public void Clear()
    {
        (_position, _filled, _last, _beforeLast) = (0, 0, 1, 1);
        Array.Fill(_cache, SlcFormat.Black);
    }

    /// <summary>Makes the picture's first rows the history: docs/FORMAT.md, "Restart".</summary>
    public void Restart(ReadOnlySpan<uint> picture, int width, int height)
    {
        Clear();
        var pixels = Math.Min(height, SlcFormat.RestartPixels / width) * width;
        Reserve(pixels);
        picture[..pixels].CopyTo(_ring);
        _position = _filled = pixels;
    }

    /// <summary>
    /// Decodes one message into the rectangles, which the caller has checked: inside the picture and together at most
    /// <see cref="SlcFormat.MessagePixels"/>.
    /// </summary>
    public void Decode(ReadOnlySpan<byte> message, ReadOnlySpan<Rect> rectangles, Span<uint> picture, int stride)
    {
        var reader = new BitReader(message);
        reader.Fill();
        var tables = ReadTables(ref reader, out var hasPredictors);
        foreach (var rectangle in rectangles)
        {
            if (_columns.Length < rectangle.Width)
                _columns = new int[rectangle.Width];
            _columns.AsSpan(0, rectangle.Width).Clear();
            var rows = SlcFormat.BandRows(rectangle.Width);
            for (var y = rectangle.Y; y < rectangle.Bottom; y += rows)
            {
                var band = rectangle with { Y = y, Height = Math.Min(rows, rectangle.Bottom - y) };
                var start = BeginBand((int)band.Area);
                if (hasPredictors)
                    DecodeSmoothBand(ref reader, tables, start, band.Width, band.Height);
                else
                    DecodeBand(ref reader, tables, start, band.Width);
                reader.ThrowIfCut();
                for (var row = 0; row < band.Height; row++)
                    _ring.AsSpan(start + (row * band.Width), band.Width).CopyTo(picture[(((y + row) * stride) + band.X)..]);
            }
        }

        reader.ThrowUnlessDone();
    }

    private HuffmanTables ReadTables(ref BitReader reader, out bool hasPredictors)
    {
        var mode = (TableMode)reader.Read(2);
        hasPredictors = mode == TableMode.OwnWithPredictors;
        if (mode == TableMode.Default)
            return HuffmanTables.Default;
        _ownTables.Read(ref reader, mode == TableMode.Shared);
        return _ownTables;
    }

    /// <summary>Finds the band's place in the ring. What lies between its end and <see cref="_filled"/> stays readable.</summary>
    private int BeginBand(int pixels)
    {
        if (_position + pixels > SlcFormat.RingUsable)
            _position = 0;
        var start = _position;
        _position += pixels;
        _filled = Math.Max(_filled, _position);
        Reserve(_position);
        return start;
    }

    private void Reserve(int places)
    {
        if (places > _ring.Length)
            Array.Resize(ref _ring, Math.Min(SlcFormat.RingUsable, Math.Max(places, 2 * _ring.Length)));
    }
}
