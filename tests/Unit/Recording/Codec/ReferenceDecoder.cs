using Hindsight.Recording.Screen;

namespace Hindsight.Unit.Recording.Codec;

/// <summary>
/// A second SLC decoder, written sentence by sentence from docs/FORMAT.md and as plainly as possible. It shares nothing
/// with the real one but the file of default tables; where the two differ, one of them or the text is wrong.
/// </summary>
internal sealed class ReferenceDecoder(byte[] defaultLengths)
{
    private const long Ring = 1 << 22;

    private readonly Dictionary<long, uint> _history = [];
    private readonly uint[] _cache = new uint[256];
    private long _position;
    private long _filled;
    private long _last;
    private long _beforeLast;
    private byte[] _message = [];
    private int _bit;
    private bool _hasPredictors;

    public void Empty()
    {
        _history.Clear();
        (_position, _filled, _last, _beforeLast) = (0, 0, 1, 1);
        Array.Fill(_cache, 0xFF000000);
    }

    public void Restart(ReadOnlySpan<uint> picture, int width, int height)
    {
        Empty();
        var rows = Math.Min(height, (1 << 21) / width);
        for (var i = 0; i < rows * width; i++)
            _history[i] = picture[i];
        _position = _filled = rows * width;
    }

    public void Decode(byte[] message, IEnumerable<Rect> rectangles, uint[] picture, int stride)
    {
        (_message, _bit) = (message, 0);
        var codes = ReadCodes();
        foreach (var r in rectangles)
        {
            var columns = new long[r.Width];
            var rows = Math.Max(1, (1 << 18) / r.Width);
            for (var y = 0; y < r.Height; y += rows)
            {
                var height = Math.Min(rows, r.Height - y);
                var start = DecodeBand(codes, r.Width, r.Width * height, columns);
                for (var i = 0; i < r.Width * height; i++)
                    picture[((r.Y + y + (i / r.Width)) * stride) + r.X + (i % r.Width)] = _history[start + i];
            }
        }

        Require((_bit + 7) / 8 == message.Length);
    }

    private long DecodeBand(Dictionary<(int, int), int>[] codes, int w, int n, long[] columns)
    {
        if (_position + n > Ring - 32)
            _position = 0;
        long s = _position, e = s + n;
        _position = e;
        _filled = Math.Max(_filled, e);
        var blocksBeside = (w + 31) / 32;
        var predictors = new int[_hasPredictors ? blocksBeside * (((n / w) + 31) / 32) : 0];
        for (var i = 0; i < predictors.Length; i++)
            predictors[i] = Bits(2);
        for (var p = s; p < e;)
        {
            var left = p == s ? 0xFF000000 : _history[p - 1];
            var up = p < s + w ? left : _history[p - w];
            var corner = p <= s + w ? up : _history[p - w - 1];
            var upRight = p < s + w || w == 1 ? up : _history[p - w + 1];
            var y = Symbol(codes[_hasPredictors ? SmoothContext(left, up, corner, upRight) : Context(left, up, corner)]);
            if (y < 256)
            {
                var size = Math.Abs((int)(sbyte)y);
                var group = size == 0 ? 0 : size < 2 ? 1 : size < 4 ? 2 : size < 8 ? 3 : size < 24 ? 4 : 5;
                int r = Symbol(codes[6 + group]), b = Symbol(codes[12 + group]);
                int Green(uint v) => Part(v, 8);
                var predictor = _hasPredictors ? predictors[((p - s) / w / 32 * blocksBeside) + ((p - s) % w / 32)] : 0;
                var g = (y + Predict(predictor, Green(left), Green(up), Green(corner), Green(upRight))) & 255;
                int Chroma(int residual, int shift) => (residual + g + Predict(
                    predictor,
                    Part(left, shift) - Green(left),
                    Part(up, shift) - Green(up),
                    Part(corner, shift) - Green(corner),
                    Part(upRight, shift) - Green(upRight))) & 255;
                var pixel = 0xFF000000 | (uint)(Chroma(r, 16) << 16 | g << 8 | Chroma(b, 0));
                _cache[unchecked((pixel & 0xFFFFFF) * 0x9E3779B1u) / (1 << 24)] = pixel;
                _history[p++] = pixel;
            }
            else if (y < 512)
            {
                _history[p++] = _cache[y - 256];
            }
            else
            {
                p = Match(codes, y - 512, p, s, e, w, columns);
            }
        }

        return s;
    }

    private long Match(Dictionary<(int, int), int>[] codes, int y, long p, long s, long e, int w, long[] columns)
    {
        var length = Value(y % 32);
        var kind = y / 32;
        var column = (p - s) % w;
        var d = kind switch
        {
            0 => w,
            1 => 1,
            2 => _last,
            3 => Value(Symbol(codes[18])),
            4 => columns[column],
            _ => _beforeLast,
        };
        if (kind is 3 or 5)
            (_last, _beforeLast) = (d, _last);
        Require(d != 0 && d < Ring && length <= e - p);
        if (p < d)
            Require(p - d + Ring >= e && p - d + Ring + length <= _filled);
        for (var i = 0; kind >= 2 && i < Math.Min(length, w); i++)
            columns[(column + i) % w] = d;
        for (; length > 0; length--, p++)
            _history[p] = _history[(p - d + Ring) % Ring];
        return p;
    }

    private Dictionary<(int, int), int>[] ReadCodes()
    {
        var mode = Bits(2);
        _hasPredictors = mode == 2;
        if (mode == 3)
            return SplitCodes(defaultLengths, false);
        var own = Enumerable.Range(0, 19).Select(_ => (byte)Bits(3)).ToArray();
        var code = MakeCode(own, 7);
        var lengths = new List<byte>();
        var total = mode == 1 ? 1272 : 7352;
        while (lengths.Count < total)
        {
            var symbol = Symbol(code);
            var run = symbol < 16 ? 1 : symbol == 16 ? 3 + Bits(2) : symbol == 17 ? 3 + Bits(3) : 11 + Bits(7);
            var value = symbol < 16 ? symbol : symbol == 16 ? lengths.LastOrDefault() : 0;
            lengths.AddRange(Enumerable.Repeat((byte)value, run));
        }

        Require(lengths.Count == total);
        return SplitCodes([.. lengths], mode == 1);
    }

    private static Dictionary<(int, int), int>[] SplitCodes(byte[] lengths, bool shared)
    {
        var codes = new Dictionary<(int, int), int>[19];
        var at = 0;
        for (var table = 0; table < 19; table++)
        {
            if (shared && table is not (0 or 6 or 12 or 18))
            {
                codes[table] = codes[table - 1];
                continue;
            }

            var size = table < 6 ? 704 : table < 18 ? 256 : 56;
            codes[table] = MakeCode(lengths[at..(at + size)], 12);
            at += size;
        }

        return codes;
    }

    /// <summary>Words as (length, value with the first bit highest).</summary>
    private static Dictionary<(int, int), int> MakeCode(byte[] lengths, int limit)
    {
        var code = new Dictionary<(int, int), int>();
        var used = lengths.Count(l => l > 0);
        Require(lengths.All(l => l <= limit));
        if (used == 1 && lengths.Max() == 1)
        {
            code[(1, 0)] = code[(1, 1)] = Array.IndexOf(lengths, (byte)1);
            return code;
        }

        Require(used == 0 || lengths.Sum(l => l == 0 ? 0 : 1 << (12 - l)) == 1 << 12);
        int word = 0, before = 0;
        foreach (var (symbol, length) in lengths.Select((l, i) => (i, l)).Where(x => x.l > 0).OrderBy(x => x.l).ThenBy(x => x.i))
        {
            word <<= length - before;
            code[(length, word++)] = symbol;
            before = length;
        }

        return code;
    }

    private int Symbol(Dictionary<(int, int), int> code)
    {
        for (int length = 1, word = 0; length <= 12; length++)
        {
            word = word << 1 | Bits(1);
            if (code.TryGetValue((length, word), out var symbol))
                return symbol;
        }

        throw new InvalidDataException();
    }

    private long Value(int symbol)
    {
        if (symbol < 4)
            return symbol + 1;
        var k = (symbol / 2) - 1;
        return ((2L + (symbol % 2)) << k) + Bits(k) + 1;
    }

    private int Bits(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++, _bit++)
        {
            Require(_bit < 8 * _message.Length);
            value |= (_message[_bit / 8] >> (_bit % 8) & 1) << i;
        }

        return value;
    }

    private static int Context(uint left, uint up, uint corner)
    {
        if (left == up && up == corner)
            return 0;
        if (left == corner)
            return 1;
        if (up == corner)
            return 2;
        var g = Math.Abs(Part(left, 8) - Part(up, 8)) + Math.Abs(Part(corner, 8) - Part(up, 8));
        return g < 6 ? 3 : g < 24 ? 4 : 5;
    }

    private static int SmoothContext(uint left, uint up, uint corner, uint upRight)
    {
        var a = Math.Abs(Part(left, 8) - Part(corner, 8)) + Math.Abs(Part(corner, 8) - Part(up, 8)) + Math.Abs(Part(up, 8) - Part(upRight, 8));
        return a == 0 ? 0 : a < 5 ? 1 : a < 10 ? 2 : a < 20 ? 3 : a < 40 ? 4 : 5;
    }

    private static int Predict(int predictor, int l, int u, int d, int r) => predictor switch
    {
        0 => Median(l, u, d),
        1 => Floor(l + u, 2),
        2 => Floor((2 * l) + u + r + 2, 4),
        _ => Floor((3 * l) + (3 * u) - (2 * d) + 2, 4),
    };

    private static int Floor(int value, int divisor) => (int)Math.Floor((double)value / divisor);

    private static int Median(int l, int u, int d) =>
        d >= Math.Max(l, u) ? Math.Min(l, u) : d <= Math.Min(l, u) ? Math.Max(l, u) : l + u - d;

    private static int Part(uint pixel, int shift) => (int)(pixel >> shift & 255);

    private static void Require(bool holds)
    {
        if (!holds)
            throw new InvalidDataException();
    }
}
