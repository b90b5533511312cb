namespace Hindsight.Desktop;

/// <summary>What may be asked of a desktop: even width, sides of 200 to 8192, a bounded area.</summary>
internal static class ScreenSize
{
    internal const int MinSide = 200;
    internal const int MaxSide = 8192;

    /// <summary>The nearest allowed size; what is too large shrinks with its shape kept.</summary>
    internal static (int Width, int Height) Clamp(int width, int height, int maxPixels)
    {
        width = Math.Clamp(width, MinSide, MaxSide);
        height = Math.Clamp(height, MinSide, MaxSide);
        if ((long)width * height > maxPixels)
        {
            var scale = Math.Sqrt(maxPixels / ((double)width * height));
            width = Math.Max(MinSide, (int)(width * scale));
            height = Math.Max(MinSide, (int)(height * scale));
            if ((long)width * height > maxPixels)
                (width, height) = width > height ? (maxPixels / height, height) : (width, maxPixels / width);
        }

        return (width & ~1, height);
    }
}
