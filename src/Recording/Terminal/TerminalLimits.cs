namespace Hindsight.Recording.Terminal;

/// <summary>What a terminal is at most (docs/FORMAT.md, "Terminals"). Output can't make it hold more.</summary>
public static class TerminalLimits
{
    /// <summary>The fewest columns.</summary>
    public const int MinColumns = 2;

    /// <summary>The most columns, and the most rows.</summary>
    public const int MaxSide = 1000;

    /// <summary>The most cells.</summary>
    public const int MaxCells = 1 << 17;

    /// <summary>Digits of a parameter; the others are passed over.</summary>
    public const int MaxDigits = 4;

    /// <summary>Parameters of a control sequence, and its sub-parameters together.</summary>
    public const int MaxParameters = 32;

    /// <summary>Characters of an operating system command, which gives the title; a longer one has no effect.</summary>
    public const int MaxCommand = 4096;

    /// <summary>Whether a terminal can have this size.</summary>
    public static bool IsValid(int columns, int rows) =>
        columns is >= MinColumns and <= MaxSide && rows is >= 1 and <= MaxSide && columns * rows <= MaxCells;

    /// <summary>The nearest size that a terminal can have.</summary>
    public static (int Columns, int Rows) Nearest(int columns, int rows)
    {
        columns = Math.Clamp(columns, MinColumns, MaxSide);
        return (columns, Math.Clamp(rows, 1, Math.Min(MaxSide, MaxCells / columns)));
    }
}
