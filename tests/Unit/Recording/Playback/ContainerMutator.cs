using System.Buffers.Binary;
using System.Security.Cryptography;
using Hindsight.Recording.Chunks;

namespace Hindsight.Unit.Recording.Playback;

/// <summary>Changes recordings: blindly, or with knowledge of the format and checksums that fit again.</summary>
internal sealed class ContainerMutator(int seed)
{
    private const int LongestInput = 40_000;
    private readonly Random _dice = new(seed);

    /// <summary>A changed copy of one of <paramref name="inputs"/>.</summary>
    public byte[] Change(IReadOnlyList<byte[]> inputs)
    {
        var bytes = inputs[_dice.Next(inputs.Count)].ToArray();
        for (var changes = 1 + _dice.Next(4); changes > 0 && bytes.Length > 0; changes--)
        {
            bytes = _dice.Next(9) switch
            {
                0 => Flip(bytes),
                1 => bytes[..^_dice.Next(bytes.Length)],
                2 => Insert(bytes),
                3 => Remove(bytes),
                4 => Splice(bytes, inputs[_dice.Next(inputs.Count)]),
                5 => EditHeader(bytes),
                6 => EditBody(bytes),
                7 => MoveChunk(bytes),
                _ => EditFileHeader(bytes),
            };
        }

        if (_dice.Next(3) == 0)
            Rechain(bytes);
        return bytes.Length > LongestInput ? bytes[..LongestInput] : bytes;
    }

    private byte[] Flip(byte[] bytes)
    {
        for (var flips = 1 + _dice.Next(6); flips > 0; flips--)
            bytes[_dice.Next(bytes.Length)] ^= (byte)(1 << _dice.Next(8));
        return bytes;
    }

    private byte[] Insert(byte[] bytes)
    {
        var noise = new byte[_dice.Next(1, 200)];
        if (_dice.Next(2) == 0)
            _dice.NextBytes(noise);
        var at = _dice.Next(bytes.Length + 1);
        return [.. bytes[..at], .. noise, .. bytes[at..]];
    }

    private byte[] Remove(byte[] bytes)
    {
        var at = _dice.Next(bytes.Length);
        var count = _dice.Next(Math.Min(300, bytes.Length - at) + 1);
        return [.. bytes[..at], .. bytes[(at + count)..]];
    }

    private byte[] Splice(byte[] bytes, byte[] other)
    {
        var (a, b) = (Starts(bytes), Starts(other));
        return [.. bytes[..a[_dice.Next(a.Count)]], .. other[Math.Min(b[_dice.Next(b.Count)], other.Length)..]];
    }

    private byte[] MoveChunk(byte[] bytes)
    {
        var starts = Starts(bytes);
        if (starts.Count < 3)
            return bytes;
        var (from, to) = (_dice.Next(starts.Count - 1), _dice.Next(starts.Count));
        var chunk = bytes[starts[from]..starts[from + 1]];
        return [.. bytes[..starts[to]], .. chunk, .. bytes[starts[to]..]];
    }

    private byte[] EditFileHeader(byte[] bytes)
    {
        if (bytes.Length < RecordingHeader.Length)
            return bytes;
        bytes[_dice.Next(8, 60)] ^= (byte)(1 << _dice.Next(8));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Of(bytes.AsSpan(0, 60)));
        return bytes;
    }

    private byte[] EditHeader(byte[] bytes)
    {
        if (PickChunk(bytes) is not { } start)
            return bytes;
        var field = bytes.AsSpan(start + 4 + _dice.Next(32), 1);
        field[0] = (byte)(_dice.Next(3) == 0 ? _dice.Next(256) : field[0] ^ (1 << _dice.Next(8)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(start + 36), Crc32C.Of(bytes.AsSpan(start, 36)));
        return bytes;
    }

    private byte[] EditBody(byte[] bytes)
    {
        if (PickChunk(bytes) is not { } start || !ChunkHeader.TryRead(bytes.AsSpan(start), out var header) || header.BodyLength == 0)
            return bytes;
        for (var edits = 1 + _dice.Next(3); edits > 0; edits--)
            bytes[start + ChunkHeader.Length + _dice.Next(header.BodyLength)] = (byte)(_dice.Next(2) == 0 ? _dice.Next(256) : 255 * _dice.Next(2));
        var body = bytes.AsSpan(start + ChunkHeader.Length, header.BodyLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(start + ChunkHeader.Length + header.BodyLength), Crc32C.Of(body));
        return bytes;
    }

    private int? PickChunk(byte[] bytes)
    {
        var starts = Starts(bytes);
        return starts.Count < 2 ? null : starts[_dice.Next(starts.Count - 1)];
    }

    /// <summary>Makes the chain fit, as somebody would who writes a file anew.</summary>
    private static void Rechain(byte[] bytes)
    {
        if (bytes.Length < RecordingHeader.Length)
            return;
        var chain = SHA256.HashData(bytes.AsSpan(0, RecordingHeader.Length));
        var starts = Starts(bytes);
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            chain = SHA256.HashData([.. chain, .. bytes.AsSpan(starts[i]..(starts[i + 1] - ChunkHeader.ChainLength))]);
            chain.CopyTo(bytes, starts[i + 1] - ChunkHeader.ChainLength);
        }
    }

    private static List<int> Starts(byte[] bytes)
    {
        List<int> starts = [Math.Min(RecordingHeader.Length, bytes.Length)];
        while (ChunkHeader.TryRead(bytes.AsSpan(starts[^1]), out var header) && starts[^1] + header.TotalLength <= bytes.Length)
            starts.Add(starts[^1] + header.TotalLength);
        return starts;
    }
}
