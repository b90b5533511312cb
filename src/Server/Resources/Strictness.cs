namespace Hindsight.Server.Resources;

/// <summary>What happens to a session that must be recorded and can't be.</summary>
internal enum Strictness
{
    /// <summary>It goes on without a recording.</summary>
    BestEffort,

    /// <summary>It does not begin, or ends.</summary>
    Strict,
}

/// <summary>The names of <see cref="Strictness"/>.</summary>
internal static class StrictnessNames
{
    /// <summary>Every name, in the order of the enumeration.</summary>
    internal static readonly IReadOnlyList<string> Names = ["best_effort", "strict"];

    /// <summary>The name in files.</summary>
    internal static string Name(this Strictness strictness) => Names[(int)strictness];
}
