using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>`png64`: every 64 × 64 tile that was touched, as a PNG of its own.</summary>
internal sealed class PngTiles(int width, int height) : ICodec
{
    private const int Side = 64;

    private readonly PngTile _png = new();
    private readonly uint[] _decoded = Black.Picture(width, height);
    private readonly int _columns = (width + Side - 1) / Side;
    private readonly List<Rect> _tiles = [];
    private uint[] _source = [];

    public string Name => "png64";

    public int Encode(uint[] picture, IReadOnlyList<Rect> damage)
    {
        _source = picture;
        _tiles.Clear();
        _tiles.AddRange(damage.Select(r => r.Y / Side * _columns + r.X / Side).Distinct().Select(Tile));
        return _tiles.Sum(t => _png.Encode(picture, width, t));
    }

    public int Keyframe(uint[] picture)
    {
        _source = picture;
        _tiles.Clear();
        _tiles.AddRange(Enumerable.Range(0, _columns * ((height + Side - 1) / Side)).Select(Tile));
        return _tiles.Sum(t => _png.Encode(picture, width, t));
    }

    public ReadOnlySpan<uint> Decode()
    {
        // One encoder serves all tiles, so each is made again here to be taken apart.
        foreach (var tile in _tiles)
        {
            _png.Encode(_source, width, tile);
            _png.Decode(_decoded, width, tile);
        }

        return _decoded;
    }

    public void Dispose() => _png.Dispose();

    private Rect Tile(int id)
    {
        int x = id % _columns * Side, y = id / _columns * Side;
        return new Rect(x, y, Math.Min(Side, width - x), Math.Min(Side, height - y));
    }
}
