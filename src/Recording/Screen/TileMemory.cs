using System.Numerics;
using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Remembers what was shown at each tile's place before it was drawn over, so that a window that is raised again or a
/// menu that closes need not be coded again. Kept is what had come to rest; whatever is drawn from it was compared with
/// the new picture pixel by pixel. Belongs to one encoder.
/// </summary>
internal sealed class TileMemory
{
    /// <summary>Milliseconds that a tile must have stayed as it is to be worth keeping.</summary>
    public const int Rest = 500;

    // Cells of a tile that change at least for it to be kept and looked for.
    private const int MinCells = 4;

    // Kept tiles of one place that are compared, the newest first.
    private const int MaxVersions = 8;
    private const short None = -1;

    private readonly TileStore _store = new();
    private readonly TileSlots _slots = new();
    private readonly TileSignatures _signatures = new();
    private readonly TileRuns _saves = new();
    private readonly TileRuns _draws = new();
    private int _width;
    private int _height;
    private int _columns;

    // Of each tile: when it last changed, and what was found for it in this update.
    private long[] _changed = [];
    private (short Slot, ushort Cells)[] _found = [];

    /// <summary>The screen has a new size. What was never drawn is not worth keeping.</summary>
    public void Reset(int width, int height)
    {
        (_width, _height, _columns) = (width, height, TileFormat.Count(width));
        var tiles = _columns * TileFormat.Count(height);
        if (_changed.Length != tiles)
            (_changed, _found) = (new long[tiles], new (short, ushort)[tiles]);
        Array.Fill(_changed, long.MaxValue / 2);
        _slots.Reset(tiles);
        _store.Clear();
    }

    /// <summary>Forgets the kept tiles, as a reader does at a RESTART.</summary>
    public void Clear()
    {
        _slots.Reset(_changed.Length);
        _store.Clear();
    }

    /// <summary>Notes that a rectangle of the picture changed.</summary>
    public void NoteChange(Rect rectangle, long time)
    {
        for (var row = rectangle.Y / TileFormat.Side; row <= (rectangle.Bottom - 1) / TileFormat.Side; row++)
        {
            var first = (row * _columns) + (rectangle.X / TileFormat.Side);
            var last = (row * _columns) + ((rectangle.Right - 1) / TileFormat.Side);
            _changed.AsSpan(first, last - first + 1).Fill(time);
        }
    }

    /// <summary>Notes the tiles of changed cells.</summary>
    public void NoteChanges(CellGrid cells, long time)
    {
        for (var row = cells.Top; row < cells.Bottom; row++)
        {
            var masks = cells.Row(row);
            for (var column = 0; column < masks.Length; column++)
            {
                if (masks[column] != 0)
                    _changed[TileAt(column, row)] = time;
            }
        }
    }

    /// <summary>
    /// Keeps those tiles of the picture that are about to be drawn over, as TILE_SAVE, and looks for what comes in their
    /// place. Returns whether most of the change was found.
    /// </summary>
    public bool Look(ReadOnlySpan<uint> source, int stride, ReadOnlySpan<uint> picture, CellGrid changed, RecordBatch batch)
    {
        _saves.Clear();
        _slots.BeginUpdate();
        int marked = 0, found = 0;
        for (var row = changed.Top / TileFormat.CellsPerSide; row * TileFormat.CellsPerSide < changed.Bottom; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var tile = (row * _columns) + column;
                var cells = changed.TileCells(column, row);
                _found[tile] = (None, 0);
                if (BitOperations.PopCount((uint)cells) >= MinCells)
                    Find(tile, cells, source, stride);
                marked += BitOperations.PopCount((uint)cells);
                found += BitOperations.PopCount(_found[tile].Cells);
            }
        }

        for (var row = changed.Top / TileFormat.CellsPerSide; row * TileFormat.CellsPerSide < changed.Bottom; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var tile = (row * _columns) + column;
                var cells = BitOperations.PopCount((uint)changed.TileCells(column, row));
                if (cells >= MinCells && batch.Time - _changed[tile] >= Rest)
                    Keep(tile, picture);
                if (cells > 0)
                    _changed[tile] = batch.Time;
            }
        }

        _saves.AppendTo(batch, RecordKind.TileSave);
        return 4 * found >= 3 * marked;
    }

    /// <summary>Draws what was found, as far as it is still marked, as TILE_DRAW; unmarks it and returns its pixels.</summary>
    public long Draw(Span<uint> picture, CellGrid changed, RecordBatch batch)
    {
        _draws.Clear();
        var pixels = 0L;
        for (var row = changed.Top / TileFormat.CellsPerSide; row * TileFormat.CellsPerSide < changed.Bottom; row++)
        {
            for (var column = 0; column < _columns && _draws.HasRoom; column++)
            {
                var (slot, cells) = _found[(row * _columns) + column];
                if (slot == None)
                    continue;
                var marked = changed.TileCells(column, row);
                cells &= (ushort)marked;
                if (cells == 0)
                    continue;

                // Whole tiles make longer runs.
                var tile = TileFormat.Tile(column, row, _width, _height);
                var drawn = (int)cells;
                if (cells == marked && _store.Matching(slot, TileFormat.AllCells & ~marked, picture, _width, tile) == (TileFormat.AllCells & ~marked))
                    drawn = TileFormat.AllCells;
                _draws.Add(new TileRun(slot, column, row, 1, drawn));
                pixels += _store.Draw(slot, cells, picture, _width, tile);
                changed.Unmark(column, row, cells);
            }
        }

        _draws.AppendTo(batch, RecordKind.TileDraw);
        return pixels;
    }

    private int TileAt(int cellColumn, int cellRow) =>
        (cellRow / TileFormat.CellsPerSide * _columns) + (cellColumn / TileFormat.CellsPerSide);

    private Rect Area(int tile) => TileFormat.Tile(tile % _columns, tile / _columns, _width, _height);

    /// <summary>Finds the kept tile of this place that has the most of the changed cells.</summary>
    private void Find(int tile, int cells, ReadOnlySpan<uint> source, int stride)
    {
        var version = _slots.Newest(tile);
        if (version < 0)
            return;
        var area = Area(tile);
        var signatures = TileSignatures.Of(source, stride, area);
        int best = version, most = 0;
        for (var i = 0; i < MaxVersions && version >= 0; i++, version = _slots.Older(version))
        {
            var candidates = BitOperations.PopCount((uint)(_signatures.Candidates(version, signatures) & cells));
            if (candidates > most)
                (best, most) = (version, candidates);
        }

        var matching = most > 0 ? _store.Matching(best, cells, source, stride, area) : 0;
        if (matching == 0)
            return;
        _found[tile] = ((short)best, (ushort)matching);
        _slots.Use(best);
    }

    private void Keep(int tile, ReadOnlySpan<uint> picture)
    {
        var area = Area(tile);
        var signatures = TileSignatures.Of(picture, _width, area);
        var version = _slots.Newest(tile);
        for (var i = 0; i < MaxVersions && version >= 0; i++, version = _slots.Older(version))
        {
            if (_signatures.Candidates(version, signatures) != TileFormat.AllCells
                || _store.Matching(version, TileFormat.AllCells, picture, _width, area) != TileFormat.AllCells)
                continue;
            _slots.Use(version);
            return;
        }

        if (!_saves.HasRoom || !_slots.TryTake(tile, out var slot))
            return;
        _store.Save(slot, picture, _width, area);
        _signatures.Set(slot, signatures);
        _saves.Add(new TileRun(slot, tile % _columns, tile / _columns, 1));
    }
}
