using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// `zstd`: each update on its own: runs of damaged cells as BGR bytes, each row minus the one above, zstd level 3, with
/// 8 bytes of position a rectangle.
/// </summary>
internal sealed class ZstdRectangles(int width, int height) : ICodec
{
    private const int Level = 3;

    private readonly uint[] _decoded = Black.Picture(width, height);
    private readonly List<Rect> _rectangles = [];
    private byte[] _raw = [];
    private byte[] _compressed = [];
    private int _length;

    public string Name => "zstd";

    public int Encode(uint[] picture, IReadOnlyList<Rect> damage)
    {
        DamageRectangles.Merge(damage, _rectangles);
        var size = _rectangles.Sum(r => (int)r.Area * 3);
        if (_raw.Length < size)
            (_raw, _compressed) = (new byte[size], new byte[size + size / 64 + 1024]);
        var at = 0;
        foreach (var r in _rectangles)
            at = UpFilter.Subtract(picture, width, r, _raw, at);
        _length = Zstd.Compress(_compressed, _raw.AsSpan(0, size), Level);
        return _length + 8 * _rectangles.Count;
    }

    public int Keyframe(uint[] picture) => Encode(picture, [new Rect(0, 0, width, height)]);

    public ReadOnlySpan<uint> Decode()
    {
        var size = Zstd.Decompress(_raw, _compressed.AsSpan(0, _length));
        var at = 0;
        foreach (var r in _rectangles)
            at = UpFilter.Add(_decoded, width, r, _raw, at);
        if (at != size)
            throw new InvalidDataException("zstd: the update has another length than its rectangles");
        return _decoded;
    }

    public void Dispose()
    {
    }
}
