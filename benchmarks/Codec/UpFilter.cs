using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>A rectangle as BGR bytes, each row minus the one above it.</summary>
internal static class UpFilter
{
    /// <summary>Writes the rectangle's bytes and returns where they end.</summary>
    public static int Subtract(uint[] picture, int width, Rect r, byte[] raw, int at)
    {
        for (var y = r.Y; y < r.Bottom; y++)
        {
            for (var x = r.X; x < r.Right; x++, at += 3)
            {
                uint pixel = picture[y * width + x], above = y > r.Y ? picture[(y - 1) * width + x] : 0;
                raw[at] = (byte)(pixel - above);
                raw[at + 1] = (byte)((pixel >> 8) - (above >> 8));
                raw[at + 2] = (byte)((pixel >> 16) - (above >> 16));
            }
        }

        return at;
    }

    /// <summary>The reverse, into a picture.</summary>
    public static int Add(uint[] picture, int width, Rect r, byte[] raw, int at)
    {
        for (var y = r.Y; y < r.Bottom; y++)
        {
            for (var x = r.X; x < r.Right; x++, at += 3)
            {
                var above = y > r.Y ? picture[(y - 1) * width + x] : 0;
                picture[y * width + x] = 0xFF000000u
                    | (uint)(byte)(raw[at + 2] + (above >> 16)) << 16
                    | (uint)(byte)(raw[at + 1] + (above >> 8)) << 8
                    | (byte)(raw[at] + above);
            }
        }

        return at;
    }
}
