namespace Hindsight.Recording.Screen;

/// <summary>A distance that something may have moved by, and what moving by it would make of each cell. Reused by one search.</summary>
internal sealed class MoveCandidate(HeaviestRectangle finder)
{
    // What the move makes of a cell.
    private const byte Wrong = 0;
    private const byte StaysRight = 1;
    private const byte BecomesRight = 2;

    // Every so manyth changed cell is looked at before all are.
    private const int SampledCells = 5;

    private byte[] _states = [];

    // The cells in which a rectangle may lie, in the grid's coordinates.
    private int _left;
    private int _right;
    private int _top;
    private int _bottom;

    /// <summary>Columns to the right.</summary>
    public int X { get; private set; }

    /// <summary>Rows down.</summary>
    public int Y { get; private set; }

    /// <summary>The best rectangle of cells; what it is worth is at most <see cref="Weight"/>.</summary>
    public Rect Cells { get; private set; }

    /// <summary>How many changed cells the best rectangle makes right.</summary>
    public int Weight { get; private set; }

    /// <summary>Whether <see cref="Cells"/> and <see cref="Weight"/> are exact.</summary>
    public bool IsExact { get; private set; }

    /// <summary>Takes a new distance.</summary>
    public void Begin(in PictureShift shift, CellGrid changed)
    {
        (X, Y) = (shift.X, shift.Y);
        if (_states.Length < changed.Width * changed.Height)
            _states = new byte[changed.Width * changed.Height];

        Weight = 0;
        _states.AsSpan(0, changed.Width * changed.Height).Clear();
        if (!Samples(shift, changed))
            return;
        (_left, _right, _top, _bottom) = (changed.Width, 0, changed.Bottom, 0);
        var fitting = 0;
        for (var row = changed.Top; row < changed.Bottom; row++)
        {
            var masks = changed.Row(row);
            var states = _states.AsSpan(row * changed.Width, changed.Width);
            for (var column = 0; column < masks.Length; column++)
            {
                if (masks[column] == 0 || !shift.Fits(column, row))
                    continue;
                fitting++;
                states[column] = BecomesRight;
                (_left, _right, _top, _bottom) = (Math.Min(_left, column), Math.Max(_right, column + 1), Math.Min(_top, row), row + 1);
            }
        }

        if (fitting < CopySearch.MinGain)
            return;
        Bridge(shift, changed);
        FindBest(changed.Width);
    }

    /// <summary>Follows another move: what that made right is left alone, and what lost its source is wrong.</summary>
    public void Update(in PictureShift shift, CellGrid changed, Rect written)
    {
        if (Weight == 0)
            return;
        var target = Inside(written);
        for (var row = target.Y; row < target.Bottom; row++)
        {
            for (var column = target.X; column < target.Right; column++)
            {
                ref var state = ref _states[(row * changed.Width) + column];
                if (changed.Row(row)[column] == 0)
                    state = Wrong;
            }
        }

        var moved = Inside(written with { X = written.X + X, Y = written.Y + Y });
        for (var row = moved.Y; row < moved.Bottom; row++)
        {
            for (var column = moved.X; column < moved.Right; column++)
            {
                ref var state = ref _states[(row * changed.Width) + column];
                if (state != Wrong && !shift.Fits(column, row))
                    state = Wrong;
            }
        }

        IsExact = false;
    }

    /// <summary>Makes the best rectangle exact again.</summary>
    public void FindBest(int gridWidth)
    {
        Cells = default;
        Weight = 0;
        if (_right > _left)
        {
            var cells = new Rect(_left, _top, _right - _left, _bottom - _top);
            Cells = finder.Find(_states, gridWidth, cells, BecomesRight, out var weight);
            Weight = weight;
        }

        IsExact = true;
    }

    /// <summary>Whether three quarters of some changed cells, spread over all, fit.</summary>
    public static bool Explains(in PictureShift shift, CellGrid changed, int cells)
    {
        const int Samples = 48;
        var step = Math.Max(1, cells / Samples);
        int seen = 0, looked = 0, fitting = 0;
        for (var row = changed.Top; row < changed.Bottom; row++)
        {
            var masks = changed.Row(row);
            for (var column = 0; column < masks.Length; column++)
            {
                if (masks[column] == 0 || seen++ % step != 0)
                    continue;
                looked++;
                fitting += shift.Fits(column, row) ? 1 : 0;
            }
        }

        return 4 * fitting >= 3 * looked;
    }

    /// <summary>Whether any of a few changed cells fits: most distances that got votes are chance.</summary>
    private static bool Samples(in PictureShift shift, CellGrid changed)
    {
        var seen = 0;
        for (var row = changed.Top; row < changed.Bottom; row++)
        {
            var masks = changed.Row(row);
            for (var column = 0; column < masks.Length; column++)
            {
                if (masks[column] != 0 && seen++ % SampledCells == 0 && shift.Fits(column, row))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Finds the unchanged cells that a rectangle may pass over.</summary>
    private void Bridge(in PictureShift shift, CellGrid changed)
    {
        for (var row = _top; row < _bottom; row++)
        {
            var masks = changed.Row(row);
            var states = _states.AsSpan(row * changed.Width, changed.Width);
            for (var column = _left; column < _right; column++)
            {
                if (masks[column] == 0 && shift.Fits(column, row))
                    states[column] = StaysRight;
            }
        }
    }

    private Rect Inside(Rect pixels)
    {
        int left = Math.Max(_left, pixels.X / CellGrid.Side), right = Math.Min(_right, ((pixels.Right - 1) / CellGrid.Side) + 1);
        int top = Math.Max(_top, pixels.Y / CellGrid.Side), bottom = Math.Min(_bottom, ((pixels.Bottom - 1) / CellGrid.Side) + 1);
        return new Rect(left, top, right - left, bottom - top);
    }
}
