using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>Which sizes of a screen the format allows.</summary>
public static class ScreenLimits
{
    /// <summary>The largest side, in pixels.</summary>
    public const int MaxSide = SlcFormat.MaxSide;

    /// <summary>The most pixels.</summary>
    public const int MaxPixels = SlcFormat.MaxPicturePixels;

    /// <summary>Whether a screen may have this size.</summary>
    public static bool IsValid(int width, int height) =>
        width is >= 1 and <= MaxSide && height is >= 1 and <= MaxSide && (long)width * height <= MaxPixels;

    /// <summary>Fails for a size that a screen may not have.</summary>
    internal static void ThrowUnlessValid(int width, int height)
    {
        if (!IsValid(width, height))
            throw new ArgumentOutOfRangeException(nameof(width), $"{width}x{height}", "a screen has 1 to 16384 pixels a side and at most 2^25");
    }
}
