namespace Hindsight.Benchmarks.Codec;

/// <summary>The picture every screen starts with.</summary>
internal static class Black
{
    public static uint[] Picture(int width, int height)
    {
        var picture = new uint[width * height];
        Array.Fill(picture, 0xFF000000u);
        return picture;
    }
}
