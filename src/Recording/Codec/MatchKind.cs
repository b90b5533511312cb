namespace Hindsight.Recording.Codec;

/// <summary>Where a match copies from. The values are part of the symbols.</summary>
internal static class MatchKind
{
    /// <summary>The row above: distance is the rectangle's width.</summary>
    public const int Up = 0;

    /// <summary>The pixel before: distance 1.</summary>
    public const int Left = 1;

    /// <summary>The last distance.</summary>
    public const int Last = 2;

    /// <summary>A distance that follows.</summary>
    public const int New = 3;

    /// <summary>The distance that was last used in this column of the rectangle.</summary>
    public const int Column = 4;

    /// <summary>The distance before the last.</summary>
    public const int BeforeLast = 5;
}
