using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Covers the changed cells with few rectangles. One may hold up to a quarter of unchanged cells: the codec makes
/// little of them, while every rectangle costs its edges' contexts. Reused by one encoder.
/// </summary>
/// <param name="minShare">The share of changed cells that a rectangle of several has at least.</param>
internal sealed class RectangleMerger(double minShare = 0.75)
{
    // More runs than this are joined across gaps first, so that the pairwise search stays short.
    private const int MaxRuns = 256;
    private const int MaxPasses = 4;

    // A cell that is better left out weighs as much as so many unchanged ones.
    private const int AvoidedCost = 8;

    private readonly Rect[] _rectangles = new Rect[SlcFormat.MaxRectangles];
    private int _count;

    // Changed cells above and left of each corner, for the rows of the grid in use.
    private int[] _sums = [];
    private CellGrid? _grid;
    private CellGrid? _avoid;

    /// <summary>Rectangles of pixels that hold every change of the grid; valid until the next call.</summary>
    /// <param name="grid">The changes.</param>
    /// <param name="avoid">Cells that rectangles should leave out where they can.</param>
    public ReadOnlySpan<Rect> Merge(CellGrid grid, CellGrid? avoid = null)
    {
        _grid = grid;
        _avoid = avoid;
        for (var gap = 0; !FindRuns(grid, gap); gap = (2 * gap) + 1)
        {
        }

        if (_count > 1)
        {
            Sum(grid);
            for (var pass = 0; pass < MaxPasses && MergePairs(); pass++)
            {
            }
        }

        for (var i = 0; i < _count; i++)
            _rectangles[i] = grid.Trim(_rectangles[i]);
        return _rectangles.AsSpan(0, _count);
    }

    /// <summary>
    /// Lists runs of changed cells with at most <paramref name="gap"/> unchanged ones between two; equal runs below each
    /// other are one rectangle. False if there are too many and a larger gap can lessen them.
    /// </summary>
    private bool FindRuns(CellGrid grid, int gap)
    {
        _count = 0;
        var above = 0;
        for (var row = grid.Top; row < grid.Bottom; row++)
        {
            var masks = grid.Row(row);
            var firstOfRow = _count;
            for (var column = masks.IndexOfAnyExcept(0u); column >= 0;)
            {
                var end = RunEnd(masks, column, gap);
                if (!Extend(above, firstOfRow, column, end, row))
                {
                    if (_count == (gap > grid.Width ? _rectangles.Length : MaxRuns))
                        return false;
                    _rectangles[_count++] = new Rect(column, row, end - column, 1);
                }

                var next = masks[end..].IndexOfAnyExcept(0u);
                column = next < 0 ? -1 : end + next;
            }

            while (above < firstOfRow && _rectangles[above].Bottom < row)
                above++;
        }

        return true;
    }

    private static int RunEnd(ReadOnlySpan<uint> masks, int column, int gap)
    {
        var end = column + 1;
        for (var i = end; i < masks.Length && i - end <= gap; i++)
        {
            if (masks[i] != 0)
                end = i + 1;
        }

        return end;
    }

    private bool Extend(int from, int to, int column, int end, int row)
    {
        for (var i = from; i < to; i++)
        {
            ref var rectangle = ref _rectangles[i];
            if (rectangle.Bottom == row && rectangle.X == column && rectangle.Right == end)
            {
                rectangle = rectangle with { Height = rectangle.Height + 1 };
                return true;
            }
        }

        return false;
    }

    private void Sum(CellGrid grid)
    {
        var stride = grid.Width + 1;
        var size = stride * (grid.Bottom - grid.Top + 1);
        if (_sums.Length < size)
            _sums = new int[stride * (grid.Height + 1)];
        _sums.AsSpan(0, stride).Clear();
        for (var row = grid.Top; row < grid.Bottom; row++)
        {
            var masks = grid.Row(row);
            var above = _sums.AsSpan((row - grid.Top) * stride, stride);
            var below = _sums.AsSpan((row - grid.Top + 1) * stride, stride);
            var avoided = _avoid is null ? default : _avoid.Row(row);
            var sum = below[0] = 0;
            for (var column = 0; column < masks.Length; column++)
            {
                sum += masks[column] != 0 ? 1 : 0;
                if (!avoided.IsEmpty && avoided[column] != 0)
                    sum -= AvoidedCost;
                below[column + 1] = above[column + 1] + sum;
            }
        }
    }

    private int Changed(Rect cells)
    {
        var stride = _grid!.Width + 1;
        var top = (cells.Y - _grid.Top) * stride;
        var bottom = (cells.Bottom - _grid.Top) * stride;
        return _sums[bottom + cells.Right] - _sums[bottom + cells.X] - _sums[top + cells.Right] + _sums[top + cells.X];
    }

    /// <summary>Joins each rectangle with those that leave the least waste; false if there were none to join.</summary>
    private bool MergePairs()
    {
        var before = _count;
        for (var i = 0; i < _count; i++)
        {
            for (var other = BestPartner(i); other >= 0; other = BestPartner(i))
            {
                _rectangles[i] = Union(_rectangles[i], _rectangles[other]);
                _rectangles[other] = _rectangles[--_count];
                if (i == _count)
                    i = other;
            }
        }

        return _count < before;
    }

    private int BestPartner(int index)
    {
        var best = -1;
        var bestShare = minShare;
        for (var i = 0; i < _count; i++)
        {
            if (i == index)
                continue;
            var union = Union(_rectangles[index], _rectangles[i]);
            var share = (double)Changed(union) / union.Area;
            if (share >= bestShare)
                (best, bestShare) = (i, share);
        }

        return best;
    }

    private static Rect Union(Rect a, Rect b)
    {
        int x = Math.Min(a.X, b.X), y = Math.Min(a.Y, b.Y);
        return new Rect(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Bottom, b.Bottom) - y);
    }
}
