namespace Hindsight.Recording.Chunks;

/// <summary>When a chunk is sealed: nothing older than a second, and no more than 256 kB, is ever only in memory.</summary>
public static class ChunkPolicy
{
    /// <summary>Bytes of records after which a chunk is sealed. Only one picture that is larger by itself makes a larger chunk.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Milliseconds between a chunk's first record and its sealing.</summary>
    public const int MaxAge = 1000;

    /// <summary>Whether a chunk that is not empty is to be sealed now.</summary>
    public static bool IsDue(long firstTime, int bytes, long now) => bytes >= MaxBytes || now - firstTime >= MaxAge;
}
