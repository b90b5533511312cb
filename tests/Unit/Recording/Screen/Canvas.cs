using Hindsight.Recording.Screen;

namespace Hindsight.Unit.Recording.Screen;

/// <summary>A picture that tests draw desktop-like content on; the same seed draws the same.</summary>
internal sealed class Canvas(int width, int height, ulong seed)
{
    private const int GlyphWidth = 7;
    private const int GlyphHeight = 12;

    private static readonly byte[][] Glyphs = MakeGlyphs();
    private ulong _state = seed;

    public int Width => width;

    public int Height => height;

    public uint[] Pixels { get; } = NewPixels(width * height);

    /// <summary>What was drawn on since the last <see cref="TakeDamage"/>.</summary>
    public List<Rect> Damage { get; } = [];

    public Rect Whole => new(0, 0, width, height);

    /// <summary>SplitMix64: any language can repeat it.</summary>
    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    public int Next(int below) => (int)(Next() % (ulong)below);

    public Rect NextRect(int maxWidth, int maxHeight)
    {
        int w = 1 + Next(Math.Min(maxWidth, width)), h = 1 + Next(Math.Min(maxHeight, height));
        return new Rect(Next(width - w + 1), Next(height - h + 1), w, h);
    }

    public Rect[] TakeDamage()
    {
        var damage = Damage.ToArray();
        Damage.Clear();
        return damage;
    }

    public void Fill(Rect r, uint color) => Each(r, (_, _) => color);

    public void Noise(Rect r) => Each(r, (_, _) => (uint)Next());

    public void Palette(Rect r, int colors)
    {
        var palette = Enumerable.Range(0, colors).Select(_ => (uint)Next()).ToArray();
        Each(r, (_, _) => palette[Next(colors)]);
    }

    /// <summary>Soft gradients with a little noise, as in a photo.</summary>
    public void Photo(Rect r, int noise)
    {
        int a = 1 + Next(5), b = 1 + Next(5), c = Next(256);
        Each(r, (x, y) =>
        {
            var light = c + (a * x / 3) + (b * y / 2) + ((x * y) >> 6);
            return Rgb(Triangle(light) + Next(noise), Triangle(light + (y >> 1)) + Next(noise), Triangle((light / 2) + x) + Next(noise));
        });
    }

    /// <summary>A line of text with coloured edges, as sub-pixel rendering makes them.</summary>
    public void Text(int x, int y, int letters, uint ink = 0x202020, uint paper = 0xFFFFFF)
    {
        for (; letters > 0 && x + GlyphWidth <= width && y + GlyphHeight <= height; letters--, x += GlyphWidth)
        {
            var glyph = Glyphs[Next(Glyphs.Length)];
            Each(new Rect(x, y, GlyphWidth, GlyphHeight), (gx, gy) => Mix(paper, ink, glyph, (gy * GlyphWidth) + gx));
        }
    }

    public void Page(Rect r, int lineHeight = 16)
    {
        Fill(r, 0xFFFFFF);
        for (var y = r.Y + 2; y + GlyphHeight <= r.Bottom; y += lineHeight)
        {
            if (Next(8) != 0)
                Text(r.X + 4, y, 4 + Next(Math.Max(1, (r.Width / GlyphWidth) - 5)));
        }
    }

    /// <summary>Moves a rectangle as a host would, and returns the hint it would give.</summary>
    public ScreenCopy Move(int sourceX, int sourceY, Rect target)
    {
        var old = (uint[])Pixels.Clone();
        Each(target, (x, y) => old[((sourceY + y) * width) + sourceX + x]);
        return new ScreenCopy(sourceX, sourceY, target);
    }

    private static uint Rgb(int r, int g, int b) => (uint)(Math.Min(r, 255) << 16 | Math.Min(g, 255) << 8 | Math.Min(b, 255));

    private static int Triangle(int v) => Math.Abs((v & 511) - 256) * 255 / 256;

    private static uint Mix(uint paper, uint ink, byte[] glyph, int at)
    {
        // Three neighbours of the coverage, one for each colour.
        uint pixel = 0;
        for (var shift = 0; shift <= 16; shift += 8)
        {
            int cover = glyph[at + (shift / 8)], p = (int)(paper >> shift & 255), i = (int)(ink >> shift & 255);
            pixel |= (uint)(p + ((i - p) * cover / 255)) << shift;
        }

        return pixel;
    }

    private static byte[][] MakeGlyphs()
    {
        var dice = new Canvas(1, 1, 99);
        return [.. Enumerable.Range(0, 64).Select(_ => MakeGlyph(dice))];
    }

    private static byte[] MakeGlyph(Canvas dice)
    {
        var glyph = new byte[(GlyphWidth * GlyphHeight) + 2];
        for (var stroke = 0; stroke < 3; stroke++)
        {
            int x = 1 + dice.Next(4), y = 2 + dice.Next(7), length = 2 + dice.Next(6);
            var upright = dice.Next(2) == 0;
            for (var i = 0; i < length; i++)
            {
                int gx = upright ? x : Math.Min(x + i, 5), gy = upright ? Math.Min(y + i, 10) : y;
                glyph[(gy * GlyphWidth) + gx] = 255;
                glyph[(gy * GlyphWidth) + gx + 1] = Math.Max(glyph[(gy * GlyphWidth) + gx + 1], (byte)90);
            }
        }

        return glyph;
    }

    private static uint[] NewPixels(int count)
    {
        var pixels = new uint[count];
        Array.Fill(pixels, 0xFF000000);
        return pixels;
    }

    private void Each(Rect r, Func<int, int, uint> pixel)
    {
        for (var y = 0; y < r.Height; y++)
        {
            for (var x = 0; x < r.Width; x++)
                Pixels[((r.Y + y) * width) + r.X + x] = pixel(x, y) | 0xFF000000;
        }

        Damage.Add(r);
    }
}
