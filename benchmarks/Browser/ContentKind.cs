using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Browser;

/// <summary>What a part of a screen shows, as far as the pixels tell. The numbers are those that decode.ts is sent.</summary>
internal enum ContentKind : byte
{
    Keyframe = 0,
    Interface = 1,
    Photo = 2,
}

/// <summary>Tells interface from photos and video without asking a codec.</summary>
internal static class Content
{
    /// <summary>Photo where most pixels differ from both the one to the left and the one above.</summary>
    public static ContentKind Of(ReadOnlySpan<uint> picture, int stride, IReadOnlyList<Rect> parts)
    {
        long pixels = 0, busy = 0;
        foreach (var part in parts)
        {
            for (var y = part.Y + 1; y < part.Bottom; y++)
            {
                for (var x = part.X + 1; x < part.Right; x++)
                {
                    var at = y * stride + x;
                    pixels++;
                    busy += picture[at] != picture[at - 1] && picture[at] != picture[at - stride] ? 1 : 0;
                }
            }
        }

        return busy * 2 > pixels ? ContentKind.Photo : ContentKind.Interface;
    }
}
