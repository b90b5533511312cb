using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hindsight.Recording.Chunks;

/// <summary>Numbers, checks and chains chunks one after the other: the end of a file as far as it was written.</summary>
internal sealed class ChunkSealer(uint nextSequence, long offset, ReadOnlyMemory<byte> chain)
{
    /// <summary>Where the next chunk begins, in bytes of the file.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>The number of the next chunk.</summary>
    public uint NextSequence { get; private set; } = nextSequence;

    /// <summary>The chain value of the last chunk.</summary>
    public ReadOnlyMemory<byte> Chain { get; private set; } = chain;

    /// <summary>The sealer of a new file that begins with <paramref name="header"/>.</summary>
    public static ChunkSealer AfterHeader(ReadOnlySpan<byte> header) => new(0, header.Length, SHA256.HashData(header));

    /// <summary>Writes a whole chunk to <paramref name="output"/>.</summary>
    public SealedChunk Seal(
        ChunkType type, ChunkFlags flags, uint recordCount, long firstTime, long lastTime, ReadOnlySpan<byte> body,
        IBufferWriter<byte> output, int width = 0, int height = 0)
    {
        var header = new ChunkHeader(type, flags, NextSequence, body.Length, recordCount, firstTime, lastTime);
        Span<byte> headerBytes = stackalloc byte[ChunkHeader.Length];
        header.Write(headerBytes);
        Span<byte> check = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(check, Crc32C.Of(body));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Chain.Span);
        hash.AppendData(headerBytes);
        hash.AppendData(body);
        hash.AppendData(check);
        var chain = hash.GetHashAndReset();

        output.Write(headerBytes);
        output.Write(body);
        output.Write(check);
        output.Write(chain);
        var chunk = new SealedChunk(
            NextSequence, Offset, header.TotalLength, firstTime, lastTime, header.StartsSegment, width, height, chain);
        (NextSequence, Offset, Chain) = (NextSequence + 1, Offset + header.TotalLength, chain);
        return chunk;
    }
}
