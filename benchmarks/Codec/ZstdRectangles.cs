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
        Merge(damage);
        var size = _rectangles.Sum(r => (int)r.Area * 3);
        if (_raw.Length < size)
            (_raw, _compressed) = (new byte[size], new byte[size + size / 64 + 1024]);
        var at = 0;
        foreach (var r in _rectangles)
            at = Subtract(picture, r, at);
        _length = Zstd.Compress(_compressed, _raw.AsSpan(0, size), Level);
        return _length + 8 * _rectangles.Count;
    }

    public int Keyframe(uint[] picture) => Encode(picture, [new Rect(0, 0, width, height)]);

    public ReadOnlySpan<uint> Decode()
    {
        var size = Zstd.Decompress(_raw, _compressed.AsSpan(0, _length));
        var at = 0;
        foreach (var r in _rectangles)
            at = Add(r, at);
        if (at != size)
            throw new InvalidDataException("zstd: the update has another length than its rectangles");
        return _decoded;
    }

    public void Dispose()
    {
    }

    private void Merge(IReadOnlyList<Rect> damage)
    {
        _rectangles.Clear();
        foreach (var r in damage.OrderBy(r => r.Y).ThenBy(r => r.X))
        {
            if (_rectangles.Count > 0 && _rectangles[^1] is var last && last.Y == r.Y && last.Right == r.X && last.Height == r.Height)
                _rectangles[^1] = last with { Width = last.Width + r.Width };
            else
                _rectangles.Add(r);
        }

        // Equal runs under each other are one rectangle.
        var open = new Dictionary<(int X, int Width), int>();
        var merged = new List<Rect>();
        foreach (var r in _rectangles)
        {
            if (open.TryGetValue((r.X, r.Width), out var i) && merged[i].Bottom == r.Y)
            {
                merged[i] = merged[i] with { Height = merged[i].Height + r.Height };
            }
            else
            {
                open[(r.X, r.Width)] = merged.Count;
                merged.Add(r);
            }
        }

        _rectangles.Clear();
        _rectangles.AddRange(merged);
    }

    private int Subtract(uint[] picture, Rect r, int at)
    {
        for (var y = r.Y; y < r.Bottom; y++)
        {
            for (var x = r.X; x < r.Right; x++, at += 3)
            {
                uint pixel = picture[y * width + x], above = y > r.Y ? picture[(y - 1) * width + x] : 0;
                _raw[at] = (byte)(pixel - above);
                _raw[at + 1] = (byte)((pixel >> 8) - (above >> 8));
                _raw[at + 2] = (byte)((pixel >> 16) - (above >> 16));
            }
        }

        return at;
    }

    private int Add(Rect r, int at)
    {
        for (var y = r.Y; y < r.Bottom; y++)
        {
            for (var x = r.X; x < r.Right; x++, at += 3)
            {
                var above = y > r.Y ? _decoded[(y - 1) * width + x] : 0;
                _decoded[y * width + x] = 0xFF000000u
                    | (uint)(byte)(_raw[at + 2] + (above >> 16)) << 16
                    | (uint)(byte)(_raw[at + 1] + (above >> 8)) << 8
                    | (byte)(_raw[at] + above);
            }
        }

        return at;
    }
}
