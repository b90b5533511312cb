using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// `zstd-stream`: as `zstd`, but all updates since a keyframe are one stream with a window of 32 MiB and long-distance
/// matches, flushed after each update.
/// </summary>
internal sealed class ZstdStream(int width, int height) : ICodec
{
    private readonly Zstd.Compressor _compressor = new(level: 3, windowLog: 25);
    private readonly Zstd.Decompressor _decompressor = new(windowLog: 25);
    private readonly uint[] _decoded = Black.Picture(width, height);
    private readonly List<Rect> _rectangles = [];
    private byte[] _raw = [];
    private byte[] _compressed = [];
    private int _size;
    private int _length;

    public string Name => "zstd-stream";

    public int Encode(uint[] picture, IReadOnlyList<Rect> damage)
    {
        DamageRectangles.Merge(damage, _rectangles);
        _size = _rectangles.Sum(r => (int)r.Area * 3);
        if (_raw.Length < _size)
            (_raw, _compressed) = (new byte[_size], new byte[_size + _size / 64 + 1024]);
        var at = 0;
        foreach (var r in _rectangles)
            at = UpFilter.Subtract(picture, width, r, _raw, at);
        _length = _compressor.Flush(_compressed, _raw.AsSpan(0, _size));
        return _length + 8 * _rectangles.Count;
    }

    public int Keyframe(uint[] picture)
    {
        _compressor.Restart();
        _decompressor.Restart();
        return Encode(picture, [new Rect(0, 0, width, height)]);
    }

    public ReadOnlySpan<uint> Decode()
    {
        _decompressor.Read(_raw.AsSpan(0, _size), _compressed.AsSpan(0, _length));
        var at = 0;
        foreach (var r in _rectangles)
            at = UpFilter.Add(_decoded, width, r, _raw, at);
        return _decoded;
    }

    public void Dispose()
    {
        _compressor.Dispose();
        _decompressor.Dispose();
    }
}
