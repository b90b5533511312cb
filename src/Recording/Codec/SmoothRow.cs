using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hindsight.Recording.Codec;

/// <summary>
/// What <see cref="PixelModel"/> says about single pixels of a message with predictors, for sixteen at a time. The pixels
/// beside and above a pixel are those of places before it, so a band can be looked at as one line; it must be the
/// second row of the band or a later one, and at least the second pixel of that.
/// </summary>
internal static unsafe class SmoothRow
{
    /// <summary>Pixels that are taken at once; as many behind the last one must be readable.</summary>
    public const int Step = 16;

    /// <summary>Fills in the literals of the pixels from a column on: context &lt;&lt; 27 and the residuals. Writes up to <see cref="Step"/> too many.</summary>
    /// <param name="row">The row's first pixel.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="column">The first column; a multiple of <see cref="Step"/>, so that each step has one predictor.</param>
    /// <param name="predictors">Tokens of the blocks of this row.</param>
    /// <param name="literals">One for each column.</param>
    public static void Fill(uint* row, uint width, uint column, uint* predictors, uint* literals)
    {
        for (; column < width; column += Step)
        {
            var pixel = row + column;
            var here = new Planes(pixel);
            var left = new Planes(pixel - 1);
            var up = new Planes(pixel - width);
            var corner = new Planes(pixel - width - 1);
            var right = new Planes(pixel - width + 1);
            Vector512<int> green, red, blue;
            switch (predictors[column / Predictor.Block] & 3)
            {
                case Predictor.Median:
                    green = Median(left.Green, up.Green, corner.Green);
                    red = Median(left.Red, up.Red, corner.Red);
                    blue = Median(left.Blue, up.Blue, corner.Blue);
                    break;
                case Predictor.Mean:
                    green = Mean(left.Green, up.Green);
                    red = Mean(left.Red, up.Red);
                    blue = Mean(left.Blue, up.Blue);
                    break;
                case Predictor.WideMean:
                    green = WideMean(left.Green, up.Green, right.Green);
                    red = WideMean(left.Red, up.Red, right.Red);
                    blue = WideMean(left.Blue, up.Blue, right.Blue);
                    break;
                default:
                    green = Slope(left.Green, up.Green, corner.Green);
                    red = Slope(left.Red, up.Red, corner.Red);
                    blue = Slope(left.Blue, up.Blue, corner.Blue);
                    break;
            }

            var low = Vector512.Create(255);
            var residuals = (((here.Green - green) & low) << 16) | (((here.Red - red) & low) << 8) | ((here.Blue - blue) & low);
            var change = Vector512.Abs(left.Green - corner.Green) + Vector512.Abs(corner.Green - up.Green) + Vector512.Abs(up.Green - right.Green);
            ((Context(change) << 27) | residuals).AsUInt32().Store(literals + column);
        }
    }

    /// <summary>Adds what each predictor costs for some pixels of a row: about eight times the bits of the green residuals, and the same constant for all.</summary>
    /// <param name="pixel">The first pixel.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="count">How many pixels; at most <see cref="Step"/> are looked at.</param>
    /// <param name="median">Grows by the cost of <see cref="Predictor.Median"/>, and so on.</param>
    /// <param name="mean">Of <see cref="Predictor.Mean"/>.</param>
    /// <param name="wide">Of <see cref="Predictor.WideMean"/>.</param>
    /// <param name="slope">Of <see cref="Predictor.Slope"/>.</param>
    public static void AddCosts(uint* pixel, uint width, int count, ref Vector512<int> median, ref Vector512<int> mean, ref Vector512<int> wide, ref Vector512<int> slope)
    {
        Vector512<int> here = Green(pixel), left = Green(pixel - 1), up = Green(pixel - width), corner = Green(pixel - width - 1), right = Green(pixel - width + 1);
        var counted = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count));
        median += Cost(here - Median(left, up, corner)) & counted;
        mean += Cost(here - Mean(left, up)) & counted;
        wide += Cost(here - WideMean(left, up, right)) & counted;
        slope += Cost(here - Slope(left, up, corner)) & counted;
    }

    /// <summary>Eight times the logarithm, by the exponent and three bits of a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Cost(Vector512<int> residual) =>
        Vector512.ConvertToSingle(Vector512.Abs(residual) + Vector512<int>.One).AsInt32() >>> 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Median(Vector512<int> left, Vector512<int> up, Vector512<int> corner) =>
        Vector512.Max(Vector512.Min(left, up), Vector512.Min(Vector512.Max(left, up), left + up - corner));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Mean(Vector512<int> left, Vector512<int> up) => (left + up) >> 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> WideMean(Vector512<int> left, Vector512<int> up, Vector512<int> right) =>
        (left + left + up + right + Vector512.Create(2)) >> 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Slope(Vector512<int> left, Vector512<int> up, Vector512<int> corner)
    {
        var sum = left + up;
        return (sum + sum + sum - corner - corner + Vector512.Create(2)) >> 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Context(Vector512<int> change) =>
        -(Vector512.GreaterThan(change, Vector512<int>.Zero) + Vector512.GreaterThan(change, Vector512.Create(4))
        + Vector512.GreaterThan(change, Vector512.Create(9)) + Vector512.GreaterThan(change, Vector512.Create(19))
        + Vector512.GreaterThan(change, Vector512.Create(39)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Green(uint* pixel) => (Vector512.Load((int*)pixel) >>> 8) & Vector512.Create(255);

    /// <summary>Green, and red and blue less it.</summary>
    private readonly ref struct Planes
    {
        public readonly Vector512<int> Green;
        public readonly Vector512<int> Red;
        public readonly Vector512<int> Blue;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Planes(uint* pixel)
        {
            var pixels = Vector512.Load((int*)pixel);
            var low = Vector512.Create(255);
            Green = (pixels >>> 8) & low;
            Red = ((pixels >>> 16) & low) - Green;
            Blue = (pixels & low) - Green;
        }
    }
}
