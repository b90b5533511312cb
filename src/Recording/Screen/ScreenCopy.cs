namespace Hindsight.Recording.Screen;

/// <summary>
/// The content of <see cref="Source"/>'s position moved to <see cref="Target"/>: a scroll or a dragged window.
/// As a hint from a host it may be wrong; as a COPY record it is exact. Overlaps behave like memmove.
/// </summary>
public readonly record struct ScreenCopy(int SourceX, int SourceY, Rect Target)
{
    /// <summary>The rectangle that is read.</summary>
    public Rect Source => new(SourceX, SourceY, Target.Width, Target.Height);
}
