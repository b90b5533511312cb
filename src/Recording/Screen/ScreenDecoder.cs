using Hindsight.Recording.Codec;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Draws a screen from its records. The bytes may be anything: what docs/FORMAT.md does not allow is a
/// <see cref="RecordingFormatException"/>, after which the picture is undefined until the next KEYFRAME. Not thread-safe.
/// </summary>
public sealed class ScreenDecoder
{
    private readonly SlcDecoder _codec = new();
    private readonly TileDecoder _tiles = new();
    private readonly Rect[] _rectangles = new Rect[SlcFormat.MaxRectangles];
    private uint[] _picture = [];

    /// <summary>Pixels in a row; 0 before the first KEYFRAME or RESIZE.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The picture: 0xFFRRGGBB, <see cref="Width"/> pixels a row.</summary>
    public ReadOnlySpan<uint> Picture => _picture;

    /// <summary>How the pointer looks.</summary>
    public PointerShape PointerShape { get; private set; } = PointerShape.Default;

    /// <summary>The pointer's column.</summary>
    public int PointerX { get; private set; }

    /// <summary>The pointer's row.</summary>
    public int PointerY { get; private set; }

    /// <summary>Applies a record. Kinds that don't change the picture or the pointer are left alone.</summary>
    /// <exception cref="RecordingFormatException">The body is not what its kind needs, or the kind is one that may not be skipped.</exception>
    public void Apply(RecordKind kind, ReadOnlySpan<byte> body)
    {
        var reader = new BodyReader(body);
        switch (kind)
        {
            case RecordKind.Resize:
                Resize(reader.ReadU16(), reader.ReadU16());
                break;
            case RecordKind.Keyframe:
                ApplyKeyframe(ref reader);
                break;
            case RecordKind.Restart:
                ThrowIfEmpty();
                _codec.Restart(_picture, Width, Height);
                _tiles.Clear();
                break;
            case RecordKind.Pixels:
                ApplyPixels(ref reader);
                break;
            case RecordKind.Copy:
                ApplyCopies(ref reader);
                break;
            case RecordKind.TileSave:
                ThrowIfEmpty();
                _tiles.Save(ref reader, _picture, Width, Height);
                break;
            case RecordKind.TileDraw:
                ThrowIfEmpty();
                _tiles.Draw(ref reader, _picture, Width, Height);
                break;
            case RecordKind.PointerShape:
                PointerShape = PointerShapeBody.Read(reader.ReadRest());
                break;
            case RecordKind.PointerMove:
                (PointerX, PointerY) = (reader.ReadU16(), reader.ReadU16());
                break;
            default:
                if (((int)kind & 0x80) != 0)
                    throw new RecordingFormatException($"records of kind 0x{(int)kind:X2} need a newer version of this program");
                return;
        }

        reader.ThrowUnlessDone();
    }

    private void Resize(int width, int height)
    {
        if (!ScreenLimits.IsValid(width, height))
            throw new RecordingFormatException("a screen has an impossible size");
        if (_picture.Length != width * height)
            _picture = new uint[width * height];
        Array.Fill(_picture, SlcFormat.Black);
        (Width, Height) = (width, height);
        _codec.Clear();
        _tiles.Clear();
    }

    private void ApplyKeyframe(ref BodyReader reader)
    {
        int width = reader.ReadU16(), height = reader.ReadU16(), x = reader.ReadU16(), y = reader.ReadU16();
        var shape = PointerShapeBody.Read(reader.ReadBytes(reader.ReadVarint()));
        Resize(width, height);
        (PointerShape, PointerX, PointerY) = (shape, x, y);
        var rows = SlcFormat.StripRows(width);
        for (var top = 0; top < height; top += rows)
        {
            var strip = new Rect(0, top, width, Math.Min(rows, height - top));
            _codec.Decode(reader.ReadBytes(reader.ReadVarint()), new ReadOnlySpan<Rect>(in strip), _picture, width);
        }

        _codec.Restart(_picture, width, height);
    }

    private void ApplyPixels(ref BodyReader reader)
    {
        var rectangles = _rectangles.AsSpan(0, ReadCount(ref reader));
        var pixels = 0L;
        foreach (ref var rectangle in rectangles)
        {
            rectangle = reader.ReadRect();
            ThrowUnlessInside(rectangle);
            pixels += rectangle.Area;
        }

        if (pixels > SlcFormat.MessagePixels)
            throw new RecordingFormatException("a record has too many pixels");
        _codec.Decode(reader.ReadRest(), rectangles, _picture, Width);
    }

    private void ApplyCopies(ref BodyReader reader)
    {
        var pixels = 0L;
        for (var count = ReadCount(ref reader); count > 0; count--)
        {
            var copy = new ScreenCopy(reader.ReadU16(), reader.ReadU16(), reader.ReadRect());
            ThrowUnlessInside(copy.Source);
            ThrowUnlessInside(copy.Target);
            pixels += copy.Target.Area;
            if (pixels > SlcFormat.CopiedScreens * (long)_picture.Length)
                throw new RecordingFormatException("a record moves too many pixels");
            PictureMove.Apply(_picture, Width, copy);
        }
    }

    private int ReadCount(ref BodyReader reader)
    {
        ThrowIfEmpty();
        var count = reader.ReadVarint();
        return count is >= 1 and <= SlcFormat.MaxRectangles
            ? (int)count
            : throw new RecordingFormatException("a record has an impossible number of rectangles");
    }

    private void ThrowIfEmpty()
    {
        if (_picture.Length == 0)
            throw new RecordingFormatException("a record changes a screen that has no size yet");
    }

    private void ThrowUnlessInside(in Rect rectangle)
    {
        if (!rectangle.IsInside(Width, Height))
            throw new RecordingFormatException("a rectangle lies outside the screen");
    }
}
