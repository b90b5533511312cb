using Hindsight.Recording.Chunks;

namespace Hindsight.Recording.Playback;

/// <summary>Finds the next chunk behind damage.</summary>
internal static class ChunkFinder
{
    private const int Step = 64 * 1024;

    /// <summary>
    /// The offset in [<paramref name="from"/>, <paramref name="to"/>) of the first whole chunk header with at least this
    /// number and time, or -1. Each byte is looked at once.
    /// </summary>
    public static async ValueTask<long> FindAsync(
        SourceWindow window, long from, long to, long leastSequence, long leastTime, CancellationToken cancellationToken)
    {
        while (from < to)
        {
            var bytes = await window.GetAsync(from, Step, cancellationToken).ConfigureAwait(false);
            var found = Find(bytes.Span[..(int)Math.Min(bytes.Length, to - from + ChunkHeader.Length - 1)], leastSequence, leastTime);
            if (found >= 0)
                return from + found < to ? from + found : -1;
            if (bytes.Length < Step)
                return -1;
            // A header may begin in the last bytes of this step and end in the next.
            from += Step - ChunkHeader.Length + 1;
        }

        return -1;
    }

    private static int Find(ReadOnlySpan<byte> bytes, long leastSequence, long leastTime)
    {
        for (var at = 0; ;)
        {
            var next = bytes[at..].IndexOf(ChunkHeader.Magic);
            if (next < 0)
                return -1;
            at += next;
            if (ChunkHeader.TryRead(bytes[at..], out var header) && header.Sequence >= leastSequence && header.FirstTime >= leastTime)
                return at;
            at++;
        }
    }
}
