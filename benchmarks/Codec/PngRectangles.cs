using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>`png`: every rectangle of damage as a PNG of its own, with 8 bytes of position.</summary>
internal sealed class PngRectangles(int width, int height) : ICodec
{
    private readonly PngTile _png = new();
    private readonly uint[] _decoded = Black.Picture(width, height);
    private readonly List<Rect> _rectangles = [];
    private uint[] _source = [];

    public string Name => "png";

    public int Encode(uint[] picture, IReadOnlyList<Rect> damage)
    {
        _source = picture;
        DamageRectangles.Merge(damage, _rectangles);
        return _rectangles.Sum(r => 8 + _png.Encode(picture, width, r));
    }

    public int Keyframe(uint[] picture) => Encode(picture, [new Rect(0, 0, width, height)]);

    public ReadOnlySpan<uint> Decode()
    {
        // One encoder serves all rectangles, so each is made again here to be taken apart.
        foreach (var rectangle in _rectangles)
        {
            _png.Encode(_source, width, rectangle);
            _png.Decode(_decoded, width, rectangle);
        }

        return _decoded;
    }

    public void Dispose() => _png.Dispose();
}
