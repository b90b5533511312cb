using System.Collections.Immutable;

namespace Hindsight.Recording.Codec;

/// <summary>
/// The built-in code lengths: one byte a symbol, in the order of a message with tables of its own. The file
/// DefaultTables.bin beside this one is part of the format and is also what the web player reads.
/// </summary>
internal static class DefaultTables
{
    /// <summary>All <see cref="SlcFormat.AllLengths"/> lengths.</summary>
    public static ImmutableArray<byte> Lengths { get; } = Load();

    private static ImmutableArray<byte> Load()
    {
        using var stream = typeof(DefaultTables).Assembly.GetManifestResourceStream("DefaultTables.bin")
            ?? throw new InvalidOperationException("the assembly was built without DefaultTables.bin");
        var lengths = new byte[SlcFormat.AllLengths];
        stream.ReadExactly(lengths);
        return [.. lengths];
    }
}
