using System.IO.Compression;
using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>
/// PNG as Go's image/png writes an opaque picture at BestSpeed: 8-bit RGB, for each row the filter with the smallest sum
/// of absolute differences, zlib level 1. Only what counts for size and time is produced: the zlib stream, plus the
/// fixed bytes of signature, IHDR, IDAT and IEND.
/// </summary>
internal sealed class PngTile : IDisposable
{
    /// <summary>Signature 8, IHDR 25, IDAT's frame 12, IEND 12.</summary>
    private const int FixedBytes = 57;

    private const int Filters = 5;

    private readonly MemoryStream _compressed = new();
    private readonly ZLibCompressionOptions _fastest = new() { CompressionLevel = 1 };
    private byte[] _filtered = [];
    private byte[] _rows = [];
    private byte[][] _candidates = [];

    /// <summary>The bytes of the PNG file.</summary>
    public int Encode(uint[] picture, int stride, Rect tile)
    {
        var rowBytes = tile.Width * 3;
        if (_rows.Length < rowBytes * 2)
        {
            _rows = new byte[rowBytes * 2];
            _candidates = Enumerable.Range(0, Filters).Select(_ => new byte[rowBytes]).ToArray();
        }

        if (_filtered.Length < (rowBytes + 1) * tile.Height)
            _filtered = new byte[(rowBytes + 1) * tile.Height];
        Span<byte> above = _rows.AsSpan(0, rowBytes), row = _rows.AsSpan(rowBytes, rowBytes);
        above.Clear();
        for (var y = 0; y < tile.Height; y++)
        {
            ToRgb(picture.AsSpan((tile.Y + y) * stride + tile.X, tile.Width), row);
            var best = BestFilter(row, above);
            var target = _filtered.AsSpan(y * (rowBytes + 1));
            target[0] = (byte)best;
            _candidates[best].AsSpan(0, rowBytes).CopyTo(target[1..]);
            row.CopyTo(above);
        }

        _compressed.SetLength(0);
        using (var zlib = new ZLibStream(_compressed, _fastest, leaveOpen: true))
            zlib.Write(_filtered, 0, (rowBytes + 1) * tile.Height);
        return FixedBytes + (int)_compressed.Length;
    }

    /// <summary>Decodes the last tile into a picture.</summary>
    public void Decode(uint[] picture, int stride, Rect tile)
    {
        var rowBytes = tile.Width * 3;
        _compressed.Position = 0;
        using var zlib = new ZLibStream(_compressed, CompressionMode.Decompress, leaveOpen: true);
        Span<byte> above = stackalloc byte[rowBytes], row = stackalloc byte[rowBytes];
        above.Clear();
        for (var y = 0; y < tile.Height; y++)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            for (var i = 0; i < rowBytes; i++)
            {
                int left = i < 3 ? 0 : row[i - 3], up = above[i], corner = i < 3 ? 0 : above[i - 3];
                row[i] += Predicted(filter, left, up, corner);
            }

            var pixels = picture.AsSpan((tile.Y + y) * stride + tile.X, tile.Width);
            for (var x = 0; x < tile.Width; x++)
                pixels[x] = 0xFF000000u | (uint)row[x * 3] << 16 | (uint)row[x * 3 + 1] << 8 | row[x * 3 + 2];
            row.CopyTo(above);
        }
    }

    public void Dispose() => _compressed.Dispose();

    private static void ToRgb(ReadOnlySpan<uint> pixels, Span<byte> row)
    {
        for (var x = 0; x < pixels.Length; x++)
        {
            row[x * 3] = (byte)(pixels[x] >> 16);
            row[x * 3 + 1] = (byte)(pixels[x] >> 8);
            row[x * 3 + 2] = (byte)pixels[x];
        }
    }

    private int BestFilter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above)
    {
        var best = 0;
        var smallest = int.MaxValue;
        for (var filter = 0; filter < Filters; filter++)
        {
            var target = _candidates[filter];
            var sum = 0;
            for (var i = 0; i < row.Length && sum < smallest; i++)
            {
                int left = i < 3 ? 0 : row[i - 3], up = above[i], corner = i < 3 ? 0 : above[i - 3];
                target[i] = (byte)(row[i] - Predicted(filter, left, up, corner));
                sum += Math.Abs((int)(sbyte)target[i]);
            }

            if (sum < smallest)
                (best, smallest) = (filter, sum);
        }

        return best;
    }

    private static byte Predicted(int filter, int left, int up, int corner) => filter switch
    {
        0 => 0,
        1 => (byte)left,
        2 => (byte)up,
        3 => (byte)((left + up) >> 1),
        4 => (byte)Paeth(left, up, corner),
        _ => throw new InvalidDataException($"PNG filter {filter}"),
    };

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        int a = Math.Abs(estimate - left), b = Math.Abs(estimate - up), c = Math.Abs(estimate - corner);
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
