using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Seek;

/// <summary>A screen of 1920 × 1080 that is drawn on as desktops are, from a fixed seed, and remembers where.</summary>
internal sealed class DayScreen
{
    public const int Width = 1920, Height = 1080;
    private const int GlyphWidth = 8, GlyphHeight = 16, Glyphs = 96;
    private const uint Paper = 0xFFFAFAFA;

    private readonly Random _dice = new(8);
    private readonly byte[] _glyphs = new byte[Glyphs * GlyphWidth * GlyphHeight];

    public DayScreen()
    {
        // Strokes with soft edges: what anti-aliased letters are to a codec.
        for (var glyph = 1; glyph < Glyphs; glyph++)
        {
            for (var stroke = 0; stroke < 4; stroke++)
            {
                var (x, y, isUpright) = (1 + _dice.Next(5), 3 + _dice.Next(8), _dice.Next(2) == 0);
                for (var i = 0; i < 6; i++)
                {
                    var at = (glyph * GlyphHeight + Math.Min(14, y + (isUpright ? i : 0))) * GlyphWidth + Math.Min(6, x + (isUpright ? 0 : i));
                    _glyphs[at] = 255;
                    _glyphs[at + 1] = Math.Max(_glyphs[at + 1], (byte)(60 + 20 * i));
                }
            }
        }
    }

    public uint[] Pixels { get; } = new uint[Width * Height];

    public List<Rect> Damage { get; } = [];

    /// <summary>Another program over the whole screen: bars, panels and text.</summary>
    public void Page()
    {
        Fill(new Rect(0, 0, Width, Height), Paper);
        Fill(new Rect(0, 0, Width, 48), Colour());
        Fill(new Rect(0, 48, 240, Height - 48), 0xFFE8ECF0);
        for (var y = 64; y < Height - 20; y += 20)
        {
            Text(16, y, _dice.Next(4, 25));
            Text(260, y, _dice.Next(30, 200));
        }
    }

    /// <summary>One more letter in the middle of the page.</summary>
    public void Type(int place) => Text(260 + place % 120 * GlyphWidth, 500 + place / 120 % 10 * 20, 1);

    /// <summary>The text goes up by a line; returns what moved.</summary>
    public ScreenCopy Scroll()
    {
        const int Line = 20;
        var moved = new Rect(260, 64, 1600, 980 - Line);
        for (var y = moved.Y; y < moved.Bottom; y++)
            Array.Copy(Pixels, (y + Line) * Width + moved.X, Pixels, y * Width + moved.X, moved.Width);
        Damage.Add(moved);
        Fill(moved with { Y = moved.Bottom, Height = Line }, Paper);
        Text(moved.X, moved.Bottom, _dice.Next(30, 190));
        return new ScreenCopy(moved.X, moved.Y + Line, moved);
    }

    /// <summary>A picture of a moving scene with some grain, 640 × 360.</summary>
    public void Video(int frame)
    {
        var place = new Rect(640, 300, 640, 360);
        var noise = (uint)frame * 2654435761;
        for (var y = 0; y < place.Height; y++)
        {
            for (var x = 0; x < place.Width; x++)
            {
                noise = noise * 1664525 + 1013904223;
                var grain = noise >> 29 == 0 ? 2 : 0;
                var wave = (int)(96 + 60 * Math.Sin((x + frame * 3) * 0.013) + 60 * Math.Sin((y * 2 - frame) * 0.017));
                Pixels[(place.Y + y) * Width + place.X + x] = 0xFF000000
                    | (uint)(wave + grain) << 16 | (uint)((wave * 3 / 4) + grain) << 8 | (uint)(255 - wave - grain);
            }
        }

        Damage.Add(place);
    }

    private uint Colour() => 0xFF000000 | (uint)_dice.Next(1 << 24);

    private void Fill(Rect place, uint colour)
    {
        for (var y = place.Y; y < place.Bottom; y++)
            Array.Fill(Pixels, colour, y * Width + place.X, place.Width);
        Damage.Add(place);
    }

    private void Text(int x, int y, int letters)
    {
        for (var i = 0; i < letters; i++)
        {
            var glyph = _dice.Next(Glyphs);
            for (var row = 0; row < GlyphHeight; row++)
            {
                for (var column = 0; column < GlyphWidth; column++)
                {
                    var ink = 250u - _glyphs[(glyph * GlyphHeight + row) * GlyphWidth + column] * 220u / 255;
                    Pixels[(y + row) * Width + x + i * GlyphWidth + column] = 0xFF000000 | ink * 0x010101;
                }
            }
        }

        Damage.Add(new Rect(x, y, letters * GlyphWidth, GlyphHeight));
    }
}
