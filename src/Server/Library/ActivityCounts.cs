using System.Buffers;
using Hindsight.Recording.Records;

namespace Hindsight.Server.Library;

/// <summary>The counts of <c>recording_activity</c>: a varint a second.</summary>
internal static class ActivityCounts
{
    public static byte[] Pack(IReadOnlyList<long> counts)
    {
        var writer = new ArrayBufferWriter<byte>(counts.Count + Varint.MaxLength);
        foreach (var count in counts)
            writer.Advance(Varint.Write(writer.GetSpan(Varint.MaxLength), (ulong)count));
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Adds the packed counts to <paramref name="target"/>, from their first second on.</summary>
    public static void Unpack(long firstSecond, ReadOnlySpan<byte> packed, List<long> target)
    {
        while (target.Count < firstSecond)
            target.Add(0);
        while (Varint.TryRead(ref packed, out var count))
            target.Add((long)count);
    }
}
