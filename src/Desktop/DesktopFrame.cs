using Hindsight.Recording.Screen;

namespace Hindsight.Desktop;

/// <summary>
/// A stable picture of the desktop. <see cref="Pixels"/> (0xFFRRGGBB, <see cref="Stride"/> pixels a row) is memory that
/// the worker may change again as soon as the sink's call has completed, and that a hostile worker may change at any
/// time: copy before use. <see cref="Damage"/> lies inside the screen; <see cref="Copies"/> are hints.
/// </summary>
public sealed record DesktopFrame(int Width, int Height, int Stride, ReadOnlyMemory<uint> Pixels, ReadOnlyMemory<Rect> Damage, ReadOnlyMemory<ScreenCopy> Copies);
