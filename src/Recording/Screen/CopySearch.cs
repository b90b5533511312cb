using System.Numerics;
using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Finds scrolls and dragged windows in the pixels themselves. Places of the old picture are looked for in the new one
/// and vote for how far they moved; what the winners make right, compared pixel by pixel, is moved.
/// </summary>
internal sealed class CopySearch
{
    /// <summary>With fewer changed cells a search costs more than it can save.</summary>
    public const int MinCells = 24;

    // The table of the old picture's places: a slot holds the rest of the hash above the place.
    private const int SlotBits = 15;
    private const int PlaceBits = 25;
    private const ulong PlaceMask = (1ul << PlaceBits) - 1;

    // Every fourth row of the new picture votes. Of the old one all rows are listed or, if much changed, four of sixteen,
    // not the same ones in each cell: whatever the distance and the height of a line, some of the rows still meet.
    private const int VotingRows = 4;
    private const int ListedRows = 4;
    private const int ManyCells = 512;

    private const int MaxCandidates = 6;
    private const int MaxMoves = 16;

    /// <summary>Cells that a move must make right.</summary>
    public const int MinGain = 8;

    private readonly ulong[] _places = new ulong[1 << SlotBits];
    private readonly MoveVotes _votes = new();
    private readonly MoveCandidate[] _candidates = new MoveCandidate[MaxCandidates];
    private readonly ScreenCopy[] _moves = new ScreenCopy[MaxMoves];

    // Distances of the last moves, the newest first; 0 is none.
    private readonly (int X, int Y)[] _recent = new (int, int)[3];
    private int _count;
    private int _moved;

    /// <summary>Creates a search for one encoder.</summary>
    public CopySearch()
    {
        var finder = new HeaviestRectangle();
        foreach (ref var candidate in _candidates.AsSpan())
            candidate = new MoveCandidate(finder);
    }

    /// <summary>
    /// Moves pixels of the picture to where the source has them, unmarks the cells that this made right, and returns the
    /// moves in order; valid until the next call.
    /// </summary>
    public ReadOnlySpan<ScreenCopy> Apply(ReadOnlySpan<uint> source, int sourceStride, Span<uint> picture, int width, int height, CellGrid changed)
    {
        var cells = changed.CountChanged();
        if (cells < MinCells)
            return default;
        var view = new PictureShift(source, sourceStride, picture, width, height, 0, 0);
        (_count, _moved) = (0, 0);
        if (MoveAgain(view, picture, changed, cells))
        {
            cells = changed.CountChanged();
            if (cells < MinCells)
                return _moves.AsSpan(0, _moved);
        }

        Vote(source, sourceStride, picture, width, height, changed, cells >= ManyCells);
        var known = _count;
        Span<(int X, int Y)> distances = stackalloc (int, int)[_candidates.Length - known];
        foreach (var (moveX, moveY) in _votes.TakeBest(distances))
        {
            var candidate = _candidates[_count++];
            candidate.Begin(view.By(moveX, moveY), changed);

            // One that explains most of the change is sure; the others then have little left to be compared.
            if (_count == known + 1 && 2 * candidate.Weight >= cells)
                Move(candidate, view, picture, changed);
        }

        while (_moved < MaxMoves && Best(changed.Width) is { } best)
            Move(best, view, picture, changed);
        return _moves.AsSpan(0, _moved);
    }

    /// <summary>Moves by a distance of the last updates if that explains nearly all: who scrolls, scrolls on.</summary>
    private bool MoveAgain(in PictureShift view, Span<uint> picture, CellGrid changed, int cells)
    {
        foreach (var (x, y) in _recent)
        {
            var shift = view.By(x, y);
            if ((x == 0 && y == 0) || !MoveCandidate.Explains(shift, changed, cells))
                continue;
            var candidate = _candidates[_count];
            candidate.Begin(shift, changed);
            if (4 * candidate.Weight < 3 * cells)
                continue;
            _count++;
            Move(candidate, view, picture, changed);
            return true;
        }

        return false;
    }

    private void Remember(int x, int y)
    {
        var known = _recent.AsSpan().IndexOf((x, y));
        var last = known < 0 ? _recent.Length - 1 : known;
        _recent.AsSpan(0, last).CopyTo(_recent.AsSpan(1));
        _recent[0] = (x, y);
    }

    private void Move(MoveCandidate best, in PictureShift view, Span<uint> picture, CellGrid changed)
    {
        var move = view.By(best.X, best.Y).Grow(best.Cells);
        _moves[_moved++] = move;
        Remember(best.X, best.Y);
        PictureMove.Apply(picture, view.Width, move);
        changed.Unmark(move.Target);
        foreach (var candidate in _candidates.AsSpan(0, _count))
            candidate.Update(view.By(candidate.X, candidate.Y), changed, move.Target);
    }

    /// <summary>The candidate whose best rectangle makes the most cells right; null if none is worth its bytes.</summary>
    private MoveCandidate? Best(int gridWidth)
    {
        while (true)
        {
            MoveCandidate? best = null;
            foreach (var candidate in _candidates.AsSpan(0, _count))
            {
                if (candidate.Weight >= MinGain && candidate.Weight > (best?.Weight ?? 0))
                    best = candidate;
            }

            if (best is null or { IsExact: true })
                return best;
            best.FindBest(gridWidth);
        }
    }

    private void Vote(ReadOnlySpan<uint> source, int sourceStride, ReadOnlySpan<uint> picture, int width, int height, CellGrid changed, bool sparse)
    {
        Array.Clear(_places);
        _votes.Clear();
        var scan = new Scan(changed, width, height, 1, sparse ? ListedRows : CellGrid.Side, sparse);
        while (scan.Next(picture, width))
            Note(PixelFeatures.Hash(picture, scan.Place(width), width), (ulong)scan.Place(width));
        scan = new Scan(changed, width, height, VotingRows, CellGrid.Side, sparse);
        while (scan.Next(source, sourceStride))
        {
            var place = Lookup(PixelFeatures.Hash(source, scan.Place(sourceStride), sourceStride));
            if (place > 0)
                _votes.Add(scan.X - (place % width), scan.Y - (place / width));
        }
    }

    private void Note(ulong hash, ulong place)
    {
        // What is there more than once can't tell where it came from: its slot keeps the hash and loses the place.
        ref var slot = ref _places[hash >> (64 - SlotBits)];
        var tag = hash << SlotBits & ~PlaceMask;
        slot = slot != 0 && (slot & ~PlaceMask) == tag ? tag : tag | place;
    }

    private int Lookup(ulong hash)
    {
        var slot = _places[hash >> (64 - SlotBits)];
        return (slot & ~PlaceMask) == (hash << SlotBits & ~PlaceMask) ? (int)(slot & PlaceMask) : 0;
    }

    /// <summary>Walks the recognisable places in some lines of each changed cell.</summary>
    private ref struct Scan(CellGrid changed, int width, int height, int step, int lines, bool few)
    {
        private int _row = changed.Top;
        private int _column = -1;
        private int _line;
        private int _lastLine;
        private uint _found;

        public int X { get; private set; }

        public int Y { get; private set; }

        public readonly int Place(int stride) => (Y * stride) + X;

        public bool Next(ReadOnlySpan<uint> pixels, int stride)
        {
            while (true)
            {
                while (_found != 0)
                {
                    X = (_column * CellGrid.Side) + BitOperations.TrailingZeroCount(_found);
                    _found &= _found - 1;
                    if (X <= width - PixelFeatures.Width)
                        return true;
                }

                if (_line >= _lastLine && !NextCell())
                    return false;
                Y = (_row * CellGrid.Side) + _line;
                _line += step;
                if (Y <= height - PixelFeatures.Height)
                    _found = PixelFeatures.Find(pixels, (Y * stride) + (_column * CellGrid.Side), few);
            }
        }

        /// <summary>The first and the last column of cells lack the pixels beside them and are left out.</summary>
        private bool NextCell()
        {
            for (; _row < changed.Bottom; _row++, _column = -1)
            {
                var masks = changed.Row(_row);
                for (_column = Math.Max(1, _column + 1); _column < masks.Length - 1; _column++)
                {
                    if (masks[_column] == 0)
                        continue;
                    _line = ((5 * _row) + (3 * _column)) * lines % CellGrid.Side;
                    _lastLine = _line + lines;
                    return true;
                }
            }

            return false;
        }
    }
}
