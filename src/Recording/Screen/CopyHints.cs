using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// A host's copy hints made fit for use: cut to the screen, few, and steps of one scroll joined. A hint may say
/// anything; only what is done with it has to be right.
/// </summary>
internal sealed class CopyHints
{
    /// <summary>More than this are not looked at.</summary>
    public const int Max = 32;

    private readonly ScreenCopy[] _hints = new ScreenCopy[Max];

    // The step that the last hint is made of, and whether so many of them left nothing to move.
    private ScreenCopy _step;
    private bool _scrolledOut;
    private int _count;

    /// <summary>The usable hints, in order.</summary>
    public ReadOnlySpan<ScreenCopy> Items => _hints.AsSpan(0, _count);

    /// <summary>Takes the hints of one update over.</summary>
    public void Load(ReadOnlySpan<ScreenCopy> hints, int width, int height)
    {
        (_count, _step, _scrolledOut) = (0, default, false);
        var area = 0L;
        foreach (ref readonly var hint in hints)
        {
            if (!TryClip(hint, width, height, out var clipped))
                continue;
            if (clipped == _step)
            {
                JoinLast();
                continue;
            }

            area += clipped.Target.Area;
            if (_count == Max || area > SlcFormat.CopiedScreens * (long)width * height)
                break;
            _hints[_count++] = _step = clipped;
            _scrolledOut = false;
        }
    }

    private static bool TryClip(in ScreenCopy hint, int width, int height, out ScreenCopy clipped)
    {
        // In 64 bits, since the numbers may be any.
        long moveX = (long)hint.Target.X - hint.SourceX, moveY = (long)hint.Target.Y - hint.SourceY;
        long left = Math.Max(hint.Target.X, Math.Max(0, moveX));
        long top = Math.Max(hint.Target.Y, Math.Max(0, moveY));
        long right = Math.Min((long)hint.Target.X + hint.Target.Width, width + Math.Min(0, moveX));
        long bottom = Math.Min((long)hint.Target.Y + hint.Target.Height, height + Math.Min(0, moveY));
        clipped = default;
        if (right <= left || bottom <= top || (moveX == 0 && moveY == 0))
            return false;
        var target = new Rect((int)left, (int)top, (int)(right - left), (int)(bottom - top));
        clipped = new ScreenCopy((int)(left - moveX), (int)(top - moveY), target);
        return true;
    }

    /// <summary>
    /// The same step once more: what it reads out of its own target has already moved, so it came from further away.
    /// What it reads from outside the target is new to the scroll and will be drawn anyway.
    /// </summary>
    private void JoinLast()
    {
        if (_scrolledOut)
            return;
        var last = _hints[_count - 1];
        int moveX = _step.Target.X - _step.SourceX, moveY = _step.Target.Y - _step.SourceY;
        int totalX = last.Target.X - last.SourceX + moveX, totalY = last.Target.Y - last.SourceY + moveY;
        var moved = last.Target with { X = last.Target.X + moveX, Y = last.Target.Y + moveY };
        int x = Math.Max(moved.X, _step.Target.X), y = Math.Max(moved.Y, _step.Target.Y);
        int right = Math.Min(moved.Right, _step.Target.Right), bottom = Math.Min(moved.Bottom, _step.Target.Bottom);
        _scrolledOut = right <= x || bottom <= y;
        if (_scrolledOut)
            _count--;
        else
            _hints[_count - 1] = new ScreenCopy(x - totalX, y - totalY, new Rect(x, y, right - x, bottom - y));
    }
}
