using Hindsight.Recording.Records;

namespace Hindsight.Recording.Screen;

/// <summary>Applies TILE_SAVE and TILE_DRAW records, whose bytes may be anything (docs/FORMAT.md, "Tiles").</summary>
internal sealed class TileDecoder
{
    private readonly TileStore _store = new();

    /// <summary>Empties all slots.</summary>
    public void Clear() => _store.Clear();

    /// <summary>Keeps tiles of the picture.</summary>
    public void Save(ref BodyReader reader, ReadOnlySpan<uint> picture, int width, int height)
    {
        var tiles = 0;
        for (var count = ReadCount(ref reader); count > 0; count--)
        {
            var run = ReadRun(ref reader, width, height);
            tiles += run.Count;
            if (tiles > TileFormat.Slots)
                throw new RecordingFormatException("a record keeps more tiles than there are slots");
            for (var i = 0; i < run.Count; i++)
                _store.Save(run.Slot + i, picture, width, TileFormat.Tile(run.Column + i, run.Row, width, height));
        }
    }

    /// <summary>Draws kept tiles.</summary>
    public void Draw(ref BodyReader reader, Span<uint> picture, int width, int height)
    {
        var tiles = 0L;
        for (var count = ReadCount(ref reader); count > 0; count--)
        {
            var run = ReadRun(ref reader, width, height) with { Cells = reader.ReadU16() };
            tiles += run.Count;
            if (run.Cells == 0 || tiles > TileFormat.MaxDrawn(width, height))
                throw new RecordingFormatException("a record draws no cells, or too many tiles");
            for (var i = 0; i < run.Count; i++)
            {
                var tile = TileFormat.Tile(run.Column + i, run.Row, width, height);
                if (!_store.Fits(run.Slot + i, tile))
                    throw new RecordingFormatException("a record draws a tile that is not kept");
                _store.Draw(run.Slot + i, run.Cells, picture, width, tile);
            }
        }
    }

    private static ulong ReadCount(ref BodyReader reader) =>
        reader.ReadVarint() is >= 1 and <= TileFormat.MaxRuns and var count
            ? count
            : throw new RecordingFormatException("a record has an impossible number of tiles");

    private static TileRun ReadRun(ref BodyReader reader, int width, int height)
    {
        ulong slot = reader.ReadVarint(), column = reader.ReadVarint(), row = reader.ReadVarint(), count = reader.ReadVarint();
        var columns = (ulong)TileFormat.Count(width);
        if (slot >= TileFormat.Slots || count < 1 || count > TileFormat.Slots - slot)
            throw new RecordingFormatException("a record names slots for tiles that do not exist");
        if (column >= columns || count > columns - column || row >= (ulong)TileFormat.Count(height))
            throw new RecordingFormatException("a tile lies outside the screen");
        return new TileRun((int)slot, (int)column, (int)row, (int)count);
    }
}
