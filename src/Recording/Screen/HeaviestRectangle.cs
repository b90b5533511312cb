namespace Hindsight.Recording.Screen;

/// <summary>
/// Finds the rectangle of a grid that holds no cell of state 0 and the most cells of one state. Works through the rows
/// with a stack of the rectangles that are still open, as for the largest rectangle under a skyline.
/// </summary>
internal sealed class HeaviestRectangle
{
    // Cells of the counted state above and left of each corner.
    private int[] _sums = [];
    private int[] _heights = [];
    private int[] _stack = [];

    /// <summary>Looks in a part of the grid; empty if there is no cell of that state.</summary>
    public Rect Find(ReadOnlySpan<byte> states, int gridWidth, Rect part, byte counted, out int weight)
    {
        var stride = part.Width + 1;
        Reserve(stride, part.Height + 1);
        _heights.AsSpan(0, stride).Clear();
        _sums.AsSpan(0, stride).Clear();
        var best = default(Rect);
        weight = 0;
        for (var row = 0; row < part.Height; row++)
        {
            AddRow(states.Slice(((part.Y + row) * gridWidth) + part.X, part.Width), row, counted);
            var depth = 0;
            for (var column = 0; column < stride; column++)
            {
                var here = column < part.Width ? _heights[column] : 0;
                while (depth > 0 && _heights[_stack[depth - 1]] >= here)
                {
                    var tall = _heights[_stack[--depth]];
                    var left = depth > 0 ? _stack[depth - 1] + 1 : 0;
                    var rectangle = new Rect(left, row + 1 - tall, column - left, tall);
                    var count = Count(rectangle, stride);
                    if (count > weight)
                        (best, weight) = (rectangle, count);
                }

                _stack[depth++] = column;
            }
        }

        best = Trim(best, stride);
        return best with { X = part.X + best.X, Y = part.Y + best.Y };
    }

    private void AddRow(ReadOnlySpan<byte> states, int row, byte counted)
    {
        var stride = states.Length + 1;
        var above = _sums.AsSpan(row * stride, stride);
        var below = _sums.AsSpan((row + 1) * stride, stride);
        var sum = below[0] = 0;
        for (var column = 0; column < states.Length; column++)
        {
            var state = states[column];
            _heights[column] = state == 0 ? 0 : _heights[column] + 1;
            sum += state == counted ? 1 : 0;
            below[column + 1] = above[column + 1] + sum;
        }
    }

    private int Count(in Rect rectangle, int stride)
    {
        int top = rectangle.Y * stride, bottom = rectangle.Bottom * stride;
        return _sums[bottom + rectangle.Right] - _sums[bottom + rectangle.X] - _sums[top + rectangle.Right] + _sums[top + rectangle.X];
    }

    /// <summary>Leaves out the outer rows and columns that hold none of the counted cells.</summary>
    private Rect Trim(Rect cells, int stride)
    {
        while (cells.Width > 0 && Count(cells with { Width = 1 }, stride) == 0)
            cells = cells with { X = cells.X + 1, Width = cells.Width - 1 };
        while (cells.Width > 0 && Count(cells with { X = cells.Right - 1, Width = 1 }, stride) == 0)
            cells = cells with { Width = cells.Width - 1 };
        while (cells.Height > 0 && Count(cells with { Height = 1 }, stride) == 0)
            cells = cells with { Y = cells.Y + 1, Height = cells.Height - 1 };
        while (cells.Height > 0 && Count(cells with { Y = cells.Bottom - 1, Height = 1 }, stride) == 0)
            cells = cells with { Height = cells.Height - 1 };
        return cells;
    }

    private void Reserve(int stride, int rows)
    {
        if (_sums.Length < stride * rows)
            _sums = new int[stride * rows];
        if (_heights.Length < stride)
            (_heights, _stack) = (new int[stride], new int[stride]);
    }
}
