using System.Buffers;
using Hindsight.Benchmarks.Codec;
using Hindsight.Recording.Interchange;
using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Browser;

/// <summary>
/// Pieces of a trace as the page gets them: u16 width, u16 height, then updates. Each is u8 <see cref="ContentKind"/>, u32
/// damaged pixels, u32 pixels in PIXELS records, u32 length and the records; u32 number of 64 × 64 PNG tiles, each u16 x,
/// u16 y, u32 length and the file. Little-endian. Only every fifth update has tiles: they are large and slow.
/// </summary>
internal sealed class DecodeMaterial : IDisposable
{
    /// <summary>Updates of a piece, which begins with a keyframe, and how far apart pieces begin.</summary>
    private const int PieceLength = 20, PieceDistance = 80;

    private const int TiledDistance = 5;
    private const int TileSide = 64;

    private readonly Trace _trace;
    private readonly ScreenEncoder _encoder;
    private readonly RecordBatch _batch = new();
    private readonly ArrayBufferWriter<byte> _keyframe = new(1 << 20);
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    private DecodeMaterial(Trace trace)
    {
        _trace = trace;
        _encoder = new ScreenEncoder(trace.Width, trace.Height);
        _writer = new BinaryWriter(_bytes);
    }

    /// <summary>Takes at most so many updates from pieces that lie evenly in the trace.</summary>
    public static byte[] Of(Trace trace, int updates)
    {
        using var material = new DecodeMaterial(trace);
        return material.Take(updates);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _writer.Dispose();
    }

    private byte[] Take(int updates)
    {
        _writer.Write((ushort)_trace.Width);
        _writer.Write((ushort)_trace.Height);
        for (var (seen, taken) = (0, 0); taken < updates && _trace.Next();)
        {
            if (_trace.Damage.Count == 0)
                continue;
            var place = seen++ % PieceDistance;
            if (place == 0)
                WriteKeyframe();
            else if (place <= PieceLength)
                WriteUpdate(withTiles: taken++ % TiledDistance == 0);
        }

        return _bytes.ToArray();
    }

    private void WriteKeyframe()
    {
        Rect whole = new(0, 0, _trace.Width, _trace.Height);
        _batch.Begin(_trace.Time);
        _encoder.Encode(_trace.Picture, _trace.Width, [whole], [], _batch);
        _keyframe.ResetWrittenCount();
        _encoder.WriteKeyframeBody(0, 0, PointerShape.Default, _keyframe);
        _encoder.Restart(_batch);
        _batch.Begin(_trace.Time);
        _batch.Append(RecordKind.Keyframe, _keyframe.WrittenSpan);
        Write(ContentKind.Keyframe, whole.Area, whole.Area, []);
    }

    private void WriteUpdate(bool withTiles)
    {
        _batch.Begin(_trace.Time);
        var before = _encoder.PixelsSinceRestart;
        _encoder.Encode(_trace.Picture, _trace.Width, _trace.Damage.ToArray(), [], _batch);
        var kind = Content.Of(_trace.Picture, _trace.Width, _trace.Damage);
        Write(kind, _trace.Damage.Sum(r => r.Area), _encoder.PixelsSinceRestart - before, withTiles ? Tiles() : []);
    }

    private void Write(ContentKind kind, long damaged, long coded, List<(int X, int Y)> tiles)
    {
        _writer.Write((byte)kind);
        _writer.Write((uint)damaged);
        _writer.Write((uint)coded);
        _writer.Write(_batch.Bytes.Length);
        _writer.Write(_batch.Bytes.Span);
        _writer.Write(tiles.Count);
        foreach (var (x, y) in tiles)
        {
            var (width, height) = (Math.Min(TileSide, _trace.Width - x), Math.Min(TileSide, _trace.Height - y));
            var png = PngPicture.Write(_trace.Picture.AsSpan(y * _trace.Width + x), _trace.Width, width, height);
            _writer.Write((ushort)x);
            _writer.Write((ushort)y);
            _writer.Write(png.Length);
            _writer.Write(png);
        }
    }

    private List<(int X, int Y)> Tiles() =>
        [.. _trace.Damage.Select(r => (r.X / TileSide * TileSide, r.Y / TileSide * TileSide)).Distinct()];
}
