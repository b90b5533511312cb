namespace Hindsight.Recording.Codec;

/// <summary>How a block of a message with predictors guesses a pixel (docs/FORMAT.md, "Predictors"). The values are part of the format.</summary>
internal static class Predictor
{
    /// <summary>As in all other messages.</summary>
    public const int Median = 0;

    /// <summary>Half of left and above.</summary>
    public const int Mean = 1;

    /// <summary>Half of left, a quarter of above and of above right: noise.</summary>
    public const int WideMean = 2;

    /// <summary>Three quarters of left and above, less half of the corner.</summary>
    public const int Slope = 3;

    /// <summary>Pixels of a block's side.</summary>
    public const int Block = 32;

    /// <summary>Bits of a predictor in a message.</summary>
    public const int Bits = 2;

    /// <summary>Blocks beside or below each other.</summary>
    public static int Blocks(int pixels) => (pixels + Block - 1) / Block;
}
