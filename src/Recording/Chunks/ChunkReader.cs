using System.Buffers.Binary;
using System.Security.Cryptography;
using Hindsight.Recording.Encryption;

namespace Hindsight.Recording.Chunks;

/// <summary>Reads one chunk with all its checks.</summary>
public static class ChunkReader
{
    /// <summary>
    /// Reads the chunk at the start of <paramref name="source"/>. <paramref name="previousChain"/> is the chain value
    /// before it (of the file header for chunk 0), or empty if it is unknown: then the chain is not checked.
    /// With <see cref="ChunkStatus.DamagedBody"/> and <see cref="ChunkStatus.ChainBroken"/> the chunk is filled all the
    /// same; with <see cref="ChunkStatus.Truncated"/> its header is, if there was a whole one.
    /// </summary>
    public static ChunkStatus Read(ReadOnlyMemory<byte> source, ReadOnlySpan<byte> previousChain, out Chunk chunk) =>
        Read(source, previousChain, null, out chunk);

    /// <summary>The same for a chunk that may be encrypted: with a <paramref name="cipher"/> its body is decrypted, without one it stays locked.</summary>
    public static ChunkStatus Read(ReadOnlyMemory<byte> source, ReadOnlySpan<byte> previousChain, ChunkCipher? cipher, out Chunk chunk)
    {
        chunk = default;
        if (source.Length < ChunkHeader.Length)
            return IsStart(source.Span) ? ChunkStatus.Truncated : ChunkStatus.DamagedHeader;
        if (!ChunkHeader.TryRead(source.Span, out var header))
            return ChunkStatus.DamagedHeader;
        chunk = new Chunk(header, default, default, default);
        if (source.Length < header.TotalLength)
            return ChunkStatus.Truncated;

        var body = source.Slice(ChunkHeader.Length, header.BodyLength);
        var checkedLength = header.TotalLength - ChunkHeader.ChainLength;
        var chain = source.Slice(checkedLength, ChunkHeader.ChainLength);
        // A decrypted chunk has the chain value of the encrypted one, which its bytes do not lead to.
        var expected = previousChain.IsEmpty || (header.Flags & ChunkFlags.Decrypted) != 0 ? default : ChainAfter(previousChain, source.Span[..checkedLength]);
        chunk = new Chunk(header, body, chain, expected);

        // An encrypted body is checked by whoever has the key, and by the chain.
        var check = source.Span.Slice(ChunkHeader.Length + header.BodyLength, header.CheckLength);
        if (header.IsEncrypted)
        {
            if (cipher is null)
                chunk = chunk with { IsLocked = true };
            else if (Decrypt(source.Span[..ChunkHeader.Length], body.Span, check, cipher) is { } plain)
                chunk = chunk with { Body = plain };
            else
                return ChunkStatus.DamagedBody;
        }
        else if (Crc32C.Of(body.Span) != BinaryPrimitives.ReadUInt32LittleEndian(check))
        {
            return ChunkStatus.DamagedBody;
        }

        return expected is null || chain.Span.SequenceEqual(expected) ? ChunkStatus.Ok : ChunkStatus.ChainBroken;
    }

    /// <summary>The chain value of a chunk whose bytes before its chain field are <paramref name="bytes"/>.</summary>
    private static byte[] ChainAfter(ReadOnlySpan<byte> previousChain, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previousChain);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    private static byte[]? Decrypt(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> check, ChunkCipher cipher)
    {
        var plain = new byte[body.Length];
        return cipher.TryDecrypt(header, body, check, plain) ? plain : null;
    }

    private static bool IsStart(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(ChunkHeader.Magic[..Math.Min(bytes.Length, ChunkHeader.Magic.Length)]);
}
