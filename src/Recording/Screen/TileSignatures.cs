using System.Runtime.Intrinsics;
using Hindsight.Recording.Codec;

namespace Hindsight.Recording.Screen;

/// <summary>
/// A number for each cell of each kept tile, made of some of its pixels, so that most tiles that are not looked for
/// cost one look at sixteen numbers. Equal numbers promise nothing: the pixels are compared then.
/// </summary>
internal sealed class TileSignatures
{
    private const int Cells = TileFormat.CellsPerSide * TileFormat.CellsPerSide;

    private readonly uint[] _kept = new uint[TileFormat.Slots * Cells];

    /// <summary>Notes what a slot keeps.</summary>
    public void Set(int slot, in Vector512<uint> signatures) => signatures.CopyTo(_kept.AsSpan(slot * Cells, Cells));

    /// <summary>A bit for each cell of a kept tile that may be equal.</summary>
    public int Candidates(int slot, in Vector512<uint> signatures) =>
        (int)Vector512.Equals(Vector512.Create<uint>(_kept.AsSpan(slot * Cells, Cells)), signatures).ExtractMostSignificantBits();

    /// <summary>The signatures of a tile's cells.</summary>
    public static Vector512<uint> Of(ReadOnlySpan<uint> pixels, int stride, Rect tile)
    {
        Span<uint> signatures = stackalloc uint[Cells];
        signatures.Clear();

        // Those that the screen's edge cuts keep 0.
        for (var y = 0; y + CellGrid.Side <= tile.Height; y += CellGrid.Side)
        {
            for (var x = 0; x + CellGrid.Side <= tile.Width; x += CellGrid.Side)
            {
                var cell = pixels[(((tile.Y + y) * stride) + tile.X + x)..];
                signatures[(y / CellGrid.Side * TileFormat.CellsPerSide) + (x / CellGrid.Side)] = PixelFeatures.CellHash(cell, stride);
            }
        }

        return Vector512.Create<uint>(signatures);
    }
}
