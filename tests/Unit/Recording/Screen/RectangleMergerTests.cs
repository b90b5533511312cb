using Hindsight.Recording.Records;
using Hindsight.Recording.Screen;
using Xunit;

namespace Hindsight.Unit.Recording.Screen;

public sealed class RectangleMergerTests
{
    private const int Width = 603;
    private const int Height = 597;

    [Fact]
    public void Rectangles_hold_every_change_and_end_at_changes()
    {
        var merger = new RectangleMerger();
        var dice = new Canvas(1, 1, 8);
        for (var run = 0; run < 24; run++)
        {
            var (grid, picture, changed) = Change(dice, 1 + dice.Next(run % 4 == 0 ? 4000 : 60), 1 + dice.Next(90));
            var rectangles = merger.Merge(grid).ToArray();
            Assert.InRange(rectangles.Length, 1, RecordLimits.MaxRectangles);
            Assert.All(rectangles, r => Assert.True(r.IsInside(Width, Height)));
            var covered = new bool[Width * Height];
            foreach (var rectangle in rectangles)
            {
                for (var y = rectangle.Y; y < rectangle.Bottom; y++)
                    covered.AsSpan((y * Width) + rectangle.X, rectangle.Width).Fill(true);
            }

            Assert.All(changed, at => Assert.True(covered[at]));
            foreach (var r in rectangles)
            {
                Assert.True(Row(r.Y) && Row(r.Bottom - 1) && Column(r.X) && Column(r.Right - 1), "an edge has no change");
                bool Row(int y) => Enumerable.Range(r.X, r.Width).Any(x => picture[(y * Width) + x] != 0);
                bool Column(int x) => Enumerable.Range(r.Y, r.Height).Any(y => picture[(y * Width) + x] != 0);
            }
        }
    }

    [Fact]
    public void Neighbours_are_joined_and_far_ones_are_not()
    {
        var grid = new CellGrid(Width, Height);
        var (source, picture) = (new uint[Width * Height], new uint[Width * Height]);
        Array.Fill(source, uint.MaxValue);
        Array.Fill(picture, uint.MaxValue);
        foreach (var r in new[] { new Rect(0, 0, 32, 32), new Rect(32, 0, 32, 16), new Rect(400, 400, 16, 16), new Rect(416, 400, 16, 48) })
        {
            for (var y = r.Y; y < r.Bottom; y++)
                picture.AsSpan((y * Width) + r.X, r.Width).Clear();
        }

        grid.Take(source, Width, picture, new Rect(0, 0, Width, Height));
        var rectangles = new RectangleMerger().Merge(grid).ToArray();
        Assert.Equal([new Rect(0, 0, 64, 32), new Rect(400, 400, 32, 16), new Rect(416, 416, 16, 32)], rectangles.OrderBy(r => r.X));
    }

    [Fact]
    public void A_chess_board_of_cells_becomes_few_rectangles()
    {
        var grid = new CellGrid(Width, Height);
        var source = new uint[Width * Height];
        for (var at = 0; at < source.Length; at++)
            source[at] = (((at % Width / 16) + (at / Width / 16)) & 1) != 0 ? uint.MaxValue : 0xFF000000;
        var picture = new uint[Width * Height];
        Array.Fill(picture, 0xFF000000);
        grid.Take(source, Width, picture, new Rect(0, 0, Width, Height));
        Assert.InRange(new RectangleMerger().Merge(grid).Length, 1, 256);
    }

    private static (CellGrid Grid, uint[] Picture, List<int> Changed) Change(Canvas dice, int count, int size)
    {
        var grid = new CellGrid(Width, Height);
        var (source, picture) = (new uint[Width * Height], new uint[Width * Height]);
        var changed = new List<int>();
        for (var i = 0; i < count; i++)
        {
            int x = dice.Next(Width), y = dice.Next(Height), w = Math.Min(1 + dice.Next(size), Width - x);
            for (var at = (y * Width) + x; at < (y * Width) + x + w; at++)
            {
                source[at] = uint.MaxValue;
                changed.Add(at);
            }
        }

        // Unchanged pixels have their top byte in both pictures.
        for (var at = 0; at < source.Length; at++)
            picture[at] = source[at] = source[at] == 0 ? 0xFF000000 : source[at];
        foreach (var at in changed)
            picture[at] = 0;
        grid.Take(source, Width, picture, new Rect(0, 0, Width, Height));
        for (var at = 0; at < source.Length; at++)
            picture[at] = source[at] == 0xFF000000 ? 0u : 1u;
        return (grid, picture, changed);
    }
}
