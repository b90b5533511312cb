using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Hindsight.Recording.Encryption;

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

    /// <summary>Writes a whole chunk to <paramref name="output"/>, encrypted if there is a <paramref name="cipher"/>.</summary>
    public SealedChunk Seal(
        ChunkType type, ChunkFlags flags, uint recordCount, long firstTime, long lastTime, ReadOnlySpan<byte> body,
        IBufferWriter<byte> output, ChunkCipher? cipher = null, int width = 0, int height = 0)
    {
        flags |= cipher is null ? ChunkFlags.None : ChunkFlags.Encrypted;
        var header = new ChunkHeader(type, flags, NextSequence, body.Length, recordCount, firstTime, lastTime);
        var bytes = output.GetSpan(header.TotalLength)[..header.TotalLength];
        header.Write(bytes);
        var target = bytes.Slice(ChunkHeader.Length, body.Length);
        var check = bytes.Slice(ChunkHeader.Length + body.Length, header.CheckLength);
        if (cipher is null)
        {
            body.CopyTo(target);
            BinaryPrimitives.WriteUInt32LittleEndian(check, Crc32C.Of(body));
        }
        else
        {
            cipher.Encrypt(bytes[..ChunkHeader.Length], body, target, check);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Chain.Span);
        hash.AppendData(bytes[..^ChunkHeader.ChainLength]);
        var chain = hash.GetHashAndReset();
        chain.CopyTo(bytes[^ChunkHeader.ChainLength..]);
        output.Advance(header.TotalLength);

        var chunk = new SealedChunk(
            NextSequence, Offset, header.TotalLength, firstTime, lastTime, header.StartsSegment, width, height, chain);
        (NextSequence, Offset, Chain) = (NextSequence + 1, Offset + header.TotalLength, chain);
        return chunk;
    }
}
