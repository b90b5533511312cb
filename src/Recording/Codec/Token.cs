namespace Hindsight.Recording.Codec;

/// <summary>
/// One step of a message before the codes are known: <c>sort &lt;&lt; 30 | context &lt;&lt; 27 | rest</c>. The rest is
/// green, red and blue residual (16, 8, 0), a cache slot (0), or a match's kind (24), length symbol (16) and extra bits
/// (0). A match with a new distance is followed by the distance.
/// </summary>
internal static class Token
{
    public const uint Literal = 0;
    public const uint Cached = 1;
    public const uint Match = 2;

    /// <summary>A block's predictor (0).</summary>
    public const uint Predictor = 3;

    public static uint Sort(uint token) => token >> 30;

    public static int Context(uint token) => (int)(token >> 27 & 7);
}
