using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Applies those copy hints to the last picture that bring it nearer to the new one. Looks at samples of the new
/// pixels only, which may even be changing: a wrong choice costs bytes, never pixels, because every target is
/// compared exactly afterwards.
/// </summary>
internal sealed class CopyPlanner
{
    // Of a target every fourth row is sampled, in pieces of sixteen pixels.
    private const int SampleRows = 4;
    private const int SampleWidth = 16;

    // A copy must make this many samples right to be worth its bytes.
    private const int MinGain = 4;

    // How many moves are chosen one by one; each choice looks at all hints again.
    private const int MaxSingle = 8;

    private readonly CopyHints _hints = new();
    private readonly ScreenCopy[] _applied = new ScreenCopy[CopyHints.Max];

    /// <summary>Moves pixels in the picture and returns the moves, in order; valid until the next call.</summary>
    public ReadOnlySpan<ScreenCopy> Apply(
        ReadOnlySpan<ScreenCopy> hints, ReadOnlySpan<uint> source, int sourceStride, Span<uint> picture, int width, int height)
    {
        _hints.Load(hints, width, height);
        var all = _hints.Items;
        var count = 0;
        var together = Gain(all, source, sourceStride, picture, width);
        if (all.Length > 1 && together < GainAlone(all, source, sourceStride, picture, width))
        {
            // Some are wrong and spoil the others: take the best, then what is still worth it.
            var area = 0L;
            while (count < MaxSingle && Best(all, source, sourceStride, picture, width) is { } best)
            {
                area += best.Target.Area;
                if (area > SlcFormat.CopiedScreens * (long)picture.Length)
                    break;
                PictureMove.Apply(picture, width, _applied[count++] = best);
            }
        }
        else if (together >= MinGain)
        {
            foreach (var hint in all)
                PictureMove.Apply(picture, width, _applied[count++] = hint);
        }

        return _applied.AsSpan(0, count);
    }

    /// <summary>The gain of those moves that are worth it without the others.</summary>
    private static int GainAlone(ReadOnlySpan<ScreenCopy> moves, ReadOnlySpan<uint> source, int sourceStride, ReadOnlySpan<uint> picture, int width)
    {
        var sum = 0;
        for (var i = 0; i < moves.Length; i++)
        {
            var gain = Gain(moves.Slice(i, 1), source, sourceStride, picture, width);
            sum += gain >= MinGain ? gain : 0;
        }

        return sum;
    }

    private static ScreenCopy? Best(ReadOnlySpan<ScreenCopy> moves, ReadOnlySpan<uint> source, int sourceStride, ReadOnlySpan<uint> picture, int width)
    {
        ScreenCopy? best = null;
        var bestGain = MinGain - 1;
        for (var i = 0; i < moves.Length; i++)
        {
            var gain = Gain(moves.Slice(i, 1), source, sourceStride, picture, width);
            if (gain > bestGain)
                (best, bestGain) = (moves[i], gain);
        }

        return best;
    }

    /// <summary>How many more samples would be right after the moves than now.</summary>
    private static int Gain(ReadOnlySpan<ScreenCopy> moves, ReadOnlySpan<uint> source, int sourceStride, ReadOnlySpan<uint> picture, int width)
    {
        var gain = 0;
        foreach (var move in moves)
        {
            var target = move.Target;
            for (var y = target.Y + (Math.Min(SampleRows, target.Height) / 2); y < target.Bottom; y += SampleRows)
            {
                for (var x = target.X; x < target.Right; x += SampleWidth)
                {
                    var length = Math.Min(SampleWidth, target.Right - x);
                    var wanted = source.Slice((y * sourceStride) + x, length);
                    var origin = Origin(moves, x, y, length, width);
                    var now = picture.Slice((y * width) + x, length).SequenceEqual(wanted);
                    var then = origin < 0 ? now : picture.Slice(origin, length).SequenceEqual(wanted);
                    gain += (then ? 1 : 0) - (now ? 1 : 0);
                }
            }
        }

        return gain;
    }

    /// <summary>Where in the picture the pixels of a piece are before the moves; -1 if they come from more than one place.</summary>
    private static int Origin(ReadOnlySpan<ScreenCopy> moves, int x, int y, int length, int width)
    {
        for (var i = moves.Length - 1; i >= 0; i--)
        {
            var target = moves[i].Target;
            if (y < target.Y || y >= target.Bottom || x + length <= target.X || x >= target.Right)
                continue;
            if (x < target.X || x + length > target.Right)
                return -1;
            x += moves[i].SourceX - target.X;
            y += moves[i].SourceY - target.Y;
        }

        return (y * width) + x;
    }
}
