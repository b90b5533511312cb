namespace Hindsight.Recording.Interchange;

/// <summary>The checksum of gzip and PNG (polynomial 0xEDB88320, reflected).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    public static uint Of(ReadOnlySpan<byte> bytes) => ~Append(uint.MaxValue, bytes);

    /// <summary>Goes on from a state, which is all ones at first and inverted at the end.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            state = Table[(byte)(state ^ b)] ^ (state >> 8);
        return state;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
