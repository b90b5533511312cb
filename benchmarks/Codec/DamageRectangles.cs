using Hindsight.Recording.Screen;

namespace Hindsight.Benchmarks.Codec;

/// <summary>Damaged cells as whole rectangles: runs in a row, equal runs under each other joined.</summary>
internal static class DamageRectangles
{
    /// <summary>Replaces the target's content.</summary>
    public static void Merge(IReadOnlyList<Rect> damage, List<Rect> target)
    {
        var runs = new List<Rect>();
        foreach (var r in damage.OrderBy(r => r.Y).ThenBy(r => r.X))
        {
            if (runs.Count > 0 && runs[^1] is var last && last.Y == r.Y && last.Right == r.X && last.Height == r.Height)
                runs[^1] = last with { Width = last.Width + r.Width };
            else
                runs.Add(r);
        }

        var open = new Dictionary<(int X, int Width), int>();
        target.Clear();
        foreach (var r in runs)
        {
            if (open.TryGetValue((r.X, r.Width), out var i) && target[i].Bottom == r.Y)
            {
                target[i] = target[i] with { Height = target[i].Height + r.Height };
            }
            else
            {
                open[(r.X, r.Width)] = target.Count;
                target.Add(r);
            }
        }
    }
}
