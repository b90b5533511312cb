namespace Hindsight.Recording.Screen;

/// <summary>How the pointer looks: a picture, nothing, or the viewer's own arrow.</summary>
public enum PointerKind : byte
{
    /// <summary>A picture with alpha.</summary>
    Shape = 0,

    /// <summary>The remote desktop hides the pointer.</summary>
    Hidden = 1,

    /// <summary>The system's default arrow.</summary>
    Default = 2,
}

/// <summary>
/// A pointer picture. <see cref="Pixels"/> holds Width × Height pixels of 0xAARRGGBB (bytes B, G, R, A), rows top to
/// bottom, not premultiplied; it is empty unless <see cref="Kind"/> is <see cref="PointerKind.Shape"/>.
/// Each side is at most <see cref="MaxSide"/>.
/// </summary>
public sealed record PointerShape(PointerKind Kind, int Width, int Height, int HotX, int HotY, ReadOnlyMemory<uint> Pixels)
{
    /// <summary>The largest side of a pointer picture, in pixels.</summary>
    public const int MaxSide = 384;

    /// <summary>The viewer's own arrow.</summary>
    public static PointerShape Default { get; } = new(PointerKind.Default, 0, 0, 0, 0, default);

    /// <summary>No pointer.</summary>
    public static PointerShape Hidden { get; } = new(PointerKind.Hidden, 0, 0, 0, 0, default);
}
