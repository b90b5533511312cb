namespace Hindsight.Recording.Screen;

/// <summary>Tiles beside each other in a screen, kept in successive slots, and the cells of each that are meant.</summary>
internal readonly record struct TileRun(int Slot, int Column, int Row, int Count, int Cells = TileFormat.AllCells)
{
    /// <summary>Whether another run continues this one.</summary>
    public bool IsFollowedBy(in TileRun other) =>
        other.Slot == Slot + Count && other.Column == Column + Count && other.Row == Row && other.Cells == Cells;
}
