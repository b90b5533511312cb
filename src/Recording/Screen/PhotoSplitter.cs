using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// Separates the parts of an update that are photos from the rest, because each is best coded in a message of its own
/// kind. Reused by one encoder.
/// </summary>
internal sealed class PhotoSplitter
{
    // Tables of its own cost a message some hundred bytes.
    private const int MinCells = 48;

    // Cells of a block's side; all of a block are taken for a photo or none.
    private const int Block = 4;
    private const long MinArea = 16 * CellGrid.Side * CellGrid.Side;

    private readonly RectangleMerger _merger = new(minShare: 0.9);
    private readonly Rect[] _photos = new Rect[SlcFormat.MaxRectangles];
    private readonly Rect[] _others = new Rect[SlcFormat.MaxRectangles];
    private CellGrid _cells = new(0, 0);
    private int _photoCount;
    private int _otherCount;

    /// <summary>The changed cells that were taken out.</summary>
    public CellGrid Cells => _cells;

    /// <summary>Rectangles of photos.</summary>
    public ReadOnlySpan<Rect> Photos => _photos.AsSpan(0, _photoCount);

    /// <summary>Rectangles of what looked like photos but is better coded like the rest.</summary>
    public ReadOnlySpan<Rect> Others => _others.AsSpan(0, _otherCount);

    /// <summary>The picture has a new size.</summary>
    public void Reset(int width, int height) => _cells = new CellGrid(width, height);

    /// <summary>Takes cells of photos out of the grid.</summary>
    public void Split(CellGrid changed, ReadOnlySpan<uint> picture, int width, int height, SlcEncoder codec)
    {
        (_photoCount, _otherCount) = (0, 0);
        _cells.Clear();
        if (changed.CountChanged() < MinCells)
            return;
        for (var row = changed.Top & ~(Block - 1); row < changed.Bottom; row += Block)
        {
            for (var column = 0; column < changed.Width; column += Block)
                SplitBlock(changed, picture, width, height, new Rect(column, row, Math.Min(Block, changed.Width - column), Math.Min(Block, changed.Height - row)));
        }

        if (!codec.WantsPhotos(_cells.ChangedPixels()))
        {
            _cells.MoveTo(changed);
            return;
        }

        foreach (var rectangle in _merger.Merge(_cells))
        {
            if (rectangle.Width >= SlcEncoder.MinSmoothSide && rectangle.Area >= MinArea && !codec.Knows(picture, width, rectangle))
                _photos[_photoCount++] = rectangle;
            else
                _others[_otherCount++] = rectangle;
        }
    }

    private void SplitBlock(CellGrid changed, ReadOnlySpan<uint> picture, int width, int height, Rect block)
    {
        int marked = 0, photos = 0;
        for (var row = block.Y; row < block.Bottom; row++)
        {
            for (var column = block.X; column < block.Right; column++)
            {
                if (changed.Row(row)[column] == 0)
                    continue;
                marked++;
                photos += PhotoCell.Is(picture, width, height, column * CellGrid.Side, row * CellGrid.Side) ? 1 : 0;
            }
        }

        if (photos == 0 || 2 * photos < marked)
            return;
        for (var row = block.Y; row < block.Bottom; row++)
        {
            for (var column = block.X; column < block.Right; column++)
            {
                if (changed.Row(row)[column] != 0)
                    changed.MoveTo(_cells, column, row);
            }
        }
    }
}
