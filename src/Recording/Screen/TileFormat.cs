namespace Hindsight.Recording.Screen;

/// <summary>The numbers of docs/FORMAT.md, "Tiles". Encoder, decoder and every other reader share them; none may change.</summary>
internal static class TileFormat
{
    /// <summary>Pixels of a tile's side. Those at the right and lower edge of a screen may be smaller.</summary>
    public const int Side = 64;

    /// <summary>Cells of 16 pixels in a row or column of a tile.</summary>
    public const int CellsPerSide = Side / CellGrid.Side;

    /// <summary>A bit for each of a tile's cells, the top left one lowest, row by row.</summary>
    public const int AllCells = 0xFFFF;

    /// <summary>Tiles that can be kept: 16 MiB of pixels.</summary>
    public const int Slots = 1024;

    /// <summary>The most runs of one record.</summary>
    public const int MaxRuns = 1024;

    /// <summary>Tiles beside or below each other.</summary>
    public static int Count(int pixels) => (pixels + Side - 1) / Side;

    /// <summary>The most tiles that one record draws: those of so many screens.</summary>
    public static long MaxDrawn(int width, int height) => 4L * Count(width) * Count(height);

    /// <summary>The pixels of a tile of a screen.</summary>
    public static Rect Tile(int column, int row, int width, int height) => new(
        column * Side, row * Side, Math.Min(Side, width - (column * Side)), Math.Min(Side, height - (row * Side)));
}
